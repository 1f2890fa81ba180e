import type { Sample, SampleArgs } from '../../core/sample.js'
import { scalesEntry } from '../../core/scales.js'
import { failed, type Score } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { ForeignScorer, ScoreContext, Scorer } from '../../core/scorer.js'
import type { Signature } from '../../core/signature.js'
import { tidyScore } from '../../core/tidy-score.js'
import { packageVersion } from '../../core/version.js'
import { underWrongLanguagePolicy } from '../../core/wrong-language.js'
import { isExempt, type VerdictOptions, verdictName } from './complete-scorers.js'
import { withMet } from './met.js'

/** What a run does with each sample. */
export interface SampleScorerOptions extends VerdictOptions {
  /** One metric each, as {@link completeScorers} gives them. */
  scorers: readonly ForeignScorer[]
  /**
   * What a sample without a string `output` does: `throw` ends the run with an error that names it; `fail` gives it a failed score (`bad-sample`) of each metric.
   *
   * @default 'throw'
   */
  onBadSample?: 'throw' | 'fail'
  /** Aborts the run: it rejects with the signal's reason. */
  signal?: AbortSignal
}

/** What scores one sample of a run: the metrics of language first, since the others wait for their verdict. */
export async function sampleScorer(options: SampleScorerOptions): Promise<(sample: Sample) => Promise<ScoredSample>> {
  const { scorers, signal } = options
  const signature = await runSignature(options)
  const context = signal === undefined ? {} : { signal }
  const ofLanguage = scorers.filter((scorer) => isExempt(scorer, options))
  const withScores = (sample: Sample, scores: Score[]): ScoredSample => ({
    sample,
    scores,
    signature: withMet(signature, sample, scores),
  })
  return async (sample) => {
    const missing = generationError(sample)
    if (missing !== undefined) {
      const scores = scorers.map(({ name }) => failed(name, 'not-generated', missing))
      return withScores(sample, scores)
    }
    if (typeof sample.output !== 'string') {
      const message = outputProblem(sample)
      const scores = scorers.map(({ name }) => failed(name, 'bad-sample', message))
      return withScores(sample, scores)
    }
    const verdicts = await Promise.all(ofLanguage.map((scorer) => attempt(scorer, sample, context)))
    const known = new Map(verdicts.map((verdict) => [verdict.name, Promise.resolve(verdict)]))
    const scores = await Promise.all(
      scorers.map((scorer) => {
        const own = ofLanguage.indexOf(scorer)
        return own >= 0 ? (verdicts[own] as Score) : underPolicy(scorer, sample, { known, context, options })
      }),
    )
    return withScores(sample, scores)
  }
}

/**
 * @throws TypeError naming the sample, by its id or else its position, where it has no output and that is to end the run; always where it is no object.
 */
export function assertOutput(sample: Sample, position: number, onBadSample: SampleScorerOptions['onBadSample']): void {
  if (typeof sample?.output === 'string') return
  if (onBadSample === 'fail' && typeof sample === 'object' && sample !== null) return
  throw new TypeError(`${sampleName(sample, position)}: ${outputProblem(sample)}`)
}

function outputProblem(sample: Sample): string {
  return `output must be a string, got ${sample?.output === null ? 'null' : typeof sample?.output}`
}

/** How errors call a sample. */
export function sampleName(sample: Sample, position: number): string {
  return sample?.id === undefined ? `sample ${position}` : `sample "${sample.id}"`
}

/** What produces the scores of a run, before what only its samples tell is known. Loads what it must name. */
export async function runSignature({
  scorers,
  wrongLanguage = 'exclude',
  languageVerdict,
}: SampleScorerOptions): Promise<Signature> {
  const own = await Promise.all(scorers.map((scorer) => scorer.signature?.()))
  const run = { crosslingual: packageVersion, wrongLanguage, ...(languageVerdict !== undefined && { languageVerdict }) }
  return Object.assign({}, ...own, run, scalesEntry(scorers)) as Signature
}

/** Why there is no response, if `generate` could not have one: that is no empty response, and scores nothing. */
function generationError({ generation }: Sample): string | undefined {
  const { error, message } = (generation ?? {}) as { error?: unknown; message?: unknown }
  return typeof error === 'string' ? `no response was generated (${error}): ${String(message)}` : undefined
}

/** A scorer of somebody else's may throw, where ours give a failed score. */
async function attempt(scorer: ForeignScorer, sample: SampleArgs, context: ScoreContext): Promise<Score> {
  try {
    return onScale(scorer, tidyScore(scorer.name, await scorer(sample, context as never)))
  } catch (error) {
    context.signal?.throwIfAborted()
    return failed(scorer.name, 'error', error instanceof Error ? error.message : String(error))
  }
}

/** Intervals trust what a scorer says of its scores. */
function onScale({ name, scale }: ForeignScorer, score: Score): Score {
  if (scale !== 'binary' || score.score === null || score.score === 0 || score.score === 1) return score
  return failed(
    name,
    'invalid-score',
    `the scorer says that its scores are 0 or 1, and gave ${score.score}`,
    score.metadata,
  )
}

/** What is known of one sample when a scorer's turn comes. */
interface Turn {
  /** The verdicts on its language, by the name of their metric. */
  known: ReadonlyMap<string, Promise<Score>>
  context: ScoreContext
  options: SampleScorerOptions
}

/** A score under the wrong-language policy. Of a scorer made of others, each part is: a part that gives a verdict gives it for the others. */
async function underPolicy(scorer: ForeignScorer, sample: SampleArgs, turn: Turn): Promise<Score> {
  const { known, context, options } = turn
  const { wrongLanguage = 'exclude' } = options
  if (scorer.parts !== undefined) {
    const verdicts = scorer.parts.filter((part) => isExempt(part, options))
    let own: Map<string, Promise<Score>> | undefined
    const scorePart = (part: Scorer, args: SampleArgs) => {
      // By what the scorer gives its parts, which may be more than the sample has.
      own ??= new Map(verdicts.map((each) => [each.name, attempt(each, args, context)]))
      if (verdicts.includes(part)) return own.get(part.name) as Promise<Score>
      return underPolicy(part, args, { ...turn, known: new Map([...known, ...own]) })
    }
    return attempt(scorer, sample, { ...context, scorePart })
  }
  const verdict = known.get(verdictName(scorer, options))
  if (verdict === undefined) return attempt(scorer, sample, context)
  return underWrongLanguagePolicy(scorer.name, () => attempt(scorer, sample, context), await verdict, wrongLanguage)
}
