import type { Sample } from '../../core/sample.js'
import { failed, type Score } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { ForeignScorer, ScoreContext } from '../../core/scorer.js'
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
  const { scorers, wrongLanguage = 'exclude', signal } = options
  const signature = await runSignature(options)
  const context = signal === undefined ? {} : { signal }
  const ofLanguage = scorers.filter((scorer) => isExempt(scorer, options))
  const plan = scorers.map((scorer) => {
    const verdict = verdictName(scorer, options)
    return { scorer, own: ofLanguage.indexOf(scorer), verdict: ofLanguage.findIndex(({ name }) => name === verdict) }
  })
  return async (sample) => {
    const missing = generationError(sample)
    if (missing !== undefined) {
      return { sample, scores: scorers.map(({ name }) => failed(name, 'not-generated', missing)), signature }
    }
    if (typeof sample.output !== 'string') {
      const message = outputProblem(sample)
      return { sample, scores: scorers.map(({ name }) => failed(name, 'bad-sample', message)), signature }
    }
    const run = (scorer: ForeignScorer) => attempt(scorer, sample, context)
    const verdicts = await Promise.all(ofLanguage.map(run))
    const scores = await Promise.all(
      plan.map(({ scorer, own, verdict }) => {
        if (own >= 0) return verdicts[own] as Score
        if (verdict < 0) return run(scorer)
        return underWrongLanguagePolicy(scorer.name, () => run(scorer), verdicts[verdict] as Score, wrongLanguage)
      }),
    )
    return { sample, scores, signature: withMet(signature, scores) }
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

/** What produces the scores of a run, before it is known which dictionaries its samples need and how its judges decode. Loads what it must name. */
export async function runSignature({
  scorers,
  wrongLanguage = 'exclude',
  languageVerdict,
}: SampleScorerOptions): Promise<Signature> {
  const own = await Promise.all(scorers.map((scorer) => scorer.signature?.()))
  const run = { crosslingual: packageVersion, wrongLanguage, ...(languageVerdict !== undefined && { languageVerdict }) }
  return Object.assign(run, ...own) as Signature
}

/** Why there is no response, if `generate` could not have one: that is no empty response, and scores nothing. */
function generationError({ generation }: Sample): string | undefined {
  const { error, message } = (generation ?? {}) as { error?: unknown; message?: unknown }
  return typeof error === 'string' ? `no response was generated (${error}): ${String(message)}` : undefined
}

/** A scorer of somebody else's may throw, where ours give a failed score. */
async function attempt(scorer: ForeignScorer, sample: Sample, context: ScoreContext): Promise<Score> {
  try {
    return tidyScore(scorer.name, await scorer(sample, context as never))
  } catch (error) {
    context.signal?.throwIfAborted()
    return failed(scorer.name, 'error', error instanceof Error ? error.message : String(error))
  }
}

/** What a sample met: the dictionaries behind its scores, and how the judges decoded. */
interface Met {
  dictionaries: Set<string>
  decoding: Set<string>
}

/** Adds what is behind a score, also behind the parts of one made of others. A foreign scorer's metadata may be anything. */
function addMet(score: unknown, met: Met): void {
  const { metadata } = (score ?? {}) as { metadata?: { dictionary?: unknown; decoding?: unknown; parts?: unknown } }
  const { dictionary, decoding, parts } = metadata ?? {}
  if (typeof dictionary === 'string') met.dictionaries.add(dictionary.replace('dictionary-', ''))
  if (typeof decoding === 'string' && DECODING.test(decoding)) met.decoding.add(decoding)
  if (typeof parts !== 'object' || parts === null) return
  for (const part of Object.values(parts)) addMet(part, met)
}

/** As a client says it: `greedy+top_p:default`. */
const DECODING = /^(?:greedy|temperature:)[\w:.+-]{0,300}$/

/** By the signature of a run and what was met, in the order in which it was: there are few. */
const cachedSignatures = new WeakMap<Signature, Map<string, Signature>>()

function withMet(signature: Signature, scores: readonly Score[]): Signature {
  const met: Met = { dictionaries: new Set(), decoding: new Set() }
  for (const score of scores) addMet(score, met)
  const { dictionaries, decoding } = met
  if (dictionaries.size === 0 && decoding.size === 0) return signature
  const cache = cachedSignatures.get(signature) ?? new Map<string, Signature>()
  cachedSignatures.set(signature, cache)
  const key = `${[...dictionaries].join()}|${[...decoding].join()}`
  const known = cache.get(key)
  if (known !== undefined) return known
  const united = uniteSignatures(signature, {
    ...signature,
    ...(dictionaries.size > 0 && { dictionaries: [...dictionaries].sort().join() }),
    ...(decoding.size > 0 && { decoding: [...decoding].sort().join() }),
  })
  cache.set(key, united)
  return united
}
