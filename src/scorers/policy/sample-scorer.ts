import type { Sample, SampleArgs } from '../../core/sample.js'
import { scalesEntry } from '../../core/scales.js'
import { failed, type Score } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { ForeignScorer, ScoreContext, Scorer } from '../../core/scorer.js'
import { type Signature, uniteSignatures } from '../../core/signature.js'
import { tidyScore } from '../../core/tidy-score.js'
import { packageVersion } from '../../core/version.js'
import { underWrongLanguagePolicy } from '../../core/wrong-language.js'
import { isExempt, type VerdictOptions, verdictName } from './complete-scorers.js'

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
  return async (sample) => {
    const missing = generationError(sample)
    if (missing !== undefined) {
      return { sample, scores: scorers.map(({ name }) => failed(name, 'not-generated', missing)), signature }
    }
    if (typeof sample.output !== 'string') {
      const message = outputProblem(sample)
      return { sample, scores: scorers.map(({ name }) => failed(name, 'bad-sample', message)), signature }
    }
    const verdicts = await Promise.all(ofLanguage.map((scorer) => attempt(scorer, sample, context)))
    const known = new Map(verdicts.map((verdict) => [verdict.name, Promise.resolve(verdict)]))
    const scores = await Promise.all(
      scorers.map((scorer) => {
        const own = ofLanguage.indexOf(scorer)
        return own >= 0 ? (verdicts[own] as Score) : underPolicy(scorer, sample, { known, context, options })
      }),
    )
    return { sample, scores, signature: withDictionaries(signature, scores) }
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

/** What produces the scores of a run, before the dictionaries that its samples will need are known. Loads what it must name. */
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

/** Adds the dictionaries behind a score, also behind the parts of one made of others. A foreign scorer's metadata may be anything. */
function addDictionaries(score: unknown, names: string[]): void {
  const { metadata } = (score ?? {}) as { metadata?: { dictionary?: unknown; parts?: unknown } }
  const { dictionary, parts } = metadata ?? {}
  if (typeof dictionary === 'string' && !names.includes(dictionary)) names.push(dictionary)
  if (typeof parts !== 'object' || parts === null) return
  for (const part of Object.values(parts)) addDictionaries(part, names)
}

/** By the signature of a run and the dictionaries in the order in which they were met: there are few. */
const cachedSignatures = new WeakMap<Signature, Map<string, Signature>>()

function withDictionaries(signature: Signature, scores: readonly Score[]): Signature {
  const names: string[] = []
  for (const score of scores) addDictionaries(score, names)
  if (names.length === 0) return signature
  const cache = cachedSignatures.get(signature) ?? new Map<string, Signature>()
  cachedSignatures.set(signature, cache)
  const key = names.join(',')
  const known = cache.get(key)
  if (known !== undefined) return known
  const dictionaries = names.map((name) => name.replace('dictionary-', '')).sort()
  const united = uniteSignatures(signature, { ...signature, dictionaries: dictionaries.join(',') })
  cache.set(key, united)
  return united
}
