import { pMapIterable } from 'p-map'
import type { Sample } from '../core/sample.js'
import { failed, type Score } from '../core/score.js'
import type { ScoreContext, Scorer } from '../core/scorer.js'
import { type Signature, uniteSignatures } from '../core/signature.js'
import { tidyScore } from '../core/tidy-score.js'
import { packageVersion } from '../core/version.js'
import {
  assertWrongLanguagePolicy,
  LANGUAGE_CORRECTNESS,
  underWrongLanguagePolicy,
  type WrongLanguagePolicy,
} from '../core/wrong-language.js'

/** A sample with its scores, the wrong-language policy applied. */
export interface ScoredSample {
  sample: Sample
  scores: readonly Score[]
  /** What produced these scores, with the dictionaries that they used. */
  signature: Signature
}

export interface ScoreSamplesOptions {
  /** One metric each; their names must differ. */
  scorers: readonly Scorer[]
  /**
   * What a wrong-language response does to the metrics that are not about language.
   *
   * @default 'exclude'
   */
  wrongLanguage?: WrongLanguagePolicy
  /**
   * The metric whose 0 means "wrong language" for every other. Default: each scorer's own, which is `languageCorrectness` for surface metrics
   * and `correctLanguage` for the criteria of a judge, as in the paper.
   */
  languageVerdict?: string
  /**
   * How many samples are scored at once, where a scorer may wait for a server. Surface metrics keep the processor busy: with these alone, samples are scored one
   * by one.
   *
   * @default 8
   */
  concurrency?: number
  /**
   * In how many threads samples are scored, `auto` for as many as there are processors; Node only. For surface metrics, which keep a processor busy: results are the
   * same for any number. 1 is this thread. Samples are then sent in chunks of 64.
   *
   * @default 1
   */
  workers?: number | 'auto'
  /** Aborts the run: it rejects with the signal's reason. */
  signal?: AbortSignal
}

/**
 * Scores samples one by one, in their order, with bounded memory: the stream behind `evaluate`.
 *
 * @throws TypeError for no scorer, two scorers of one name, or a sample without a string `output` (named by its id or position);
 * TypeError for `workers` with a scorer that cannot be sent to one (a judge, or one with functions among its options), RangeError for a number of workers
 * that is none; Error naming the sample when a worker dies of it; TypeError when the policy needs `languageCorrectness` and it is not among the scorers; RangeError for an unknown policy.
 *
 * @example
 * ```ts
 * const samples = [{ output: 'Oui, bien sûr.', language: 'fr' }]
 * for await (const { scores } of scoreSamples(samples, { scorers: [languageCorrectness()] })) {
 *   scores.map(({ name, score }) => `${name} ${score}`) // => ['languageCorrectness 1']
 * }
 * ```
 */
export async function* scoreSamples(
  samples: Iterable<Sample> | AsyncIterable<Sample>,
  options: ScoreSamplesOptions,
): AsyncGenerator<ScoredSample, void, undefined> {
  const { concurrency = 8, signal } = options
  assertOptions(options)
  signal?.throwIfAborted()
  if (options.workers !== undefined && options.workers !== 1) {
    const { scoreInWorkers } = await import('./workers/score-in-workers.js')
    yield* scoreInWorkers(samples, options)
    return
  }
  const score = await sampleScorer(options)
  let position = 0
  const scoreNext = (sample: Sample) => {
    position += 1
    signal?.throwIfAborted()
    assertOutput(sample, position)
    return score(sample)
  }
  if (options.scorers.some(mayWait)) {
    yield* pMapIterable(samples, scoreNext, { concurrency, backpressure: concurrency * 4 })
    return
  }
  for await (const sample of samples) yield scoreNext(sample)
}

/** Whether a scorer may wait for a server. What can be sent to a worker keeps the processor busy instead, and several samples at once only cost more. */
function mayWait({ recipe }: Scorer): boolean {
  try {
    return recipe?.() === undefined
  } catch {
    return true
  }
}

/** What scores one sample of a run, whose `output` is known to be a string: the metrics of language first, since the others wait for their verdict. */
export async function sampleScorer(options: ScoreSamplesOptions): Promise<(sample: Sample) => Promise<ScoredSample>> {
  const { scorers, wrongLanguage = 'exclude', signal } = options
  const signature = await runSignature(options)
  const context = signal === undefined ? {} : { signal }
  const ofLanguage = scorers.filter((scorer) => measuresLanguage(scorer, options))
  const plan = scorers.map((scorer) => ({
    scorer,
    own: ofLanguage.indexOf(scorer),
    verdict: ofLanguage.findIndex(({ name }) => name === verdictName(scorer, options)),
  }))
  return async (sample) => {
    const missing = generationError(sample)
    if (missing !== undefined) {
      return { sample, scores: scorers.map(({ name }) => failed(name, 'not-generated', missing)), signature }
    }
    const run = (scorer: Scorer) => attempt(scorer, sample, context)
    const verdicts = await Promise.all(ofLanguage.map(run))
    const scores = await Promise.all(
      plan.map(({ scorer, own, verdict }) => {
        if (own >= 0) return verdicts[own] as Score
        if (verdict < 0) return run(scorer)
        return underWrongLanguagePolicy(scorer.name, () => run(scorer), verdicts[verdict] as Score, wrongLanguage)
      }),
    )
    return { sample, scores, signature: withDictionaries(signature, scores) }
  }
}

/** @throws TypeError naming the sample, by its id or else its position. */
export function assertOutput(sample: Sample, position: number): void {
  if (typeof sample?.output === 'string') return
  const given = sample?.output === null ? 'null' : typeof sample?.output
  throw new TypeError(`${sampleName(sample, position)}: output must be a string, got ${given}`)
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
}: ScoreSamplesOptions): Promise<Signature> {
  const own = await Promise.all(scorers.map((scorer) => scorer.signature?.()))
  const run = { crosslingual: packageVersion, wrongLanguage, ...(languageVerdict !== undefined && { languageVerdict }) }
  return Object.assign(run, ...own) as Signature
}

/** Why there is no response, if `generate` could not have one: that is no empty response, and scores nothing. */
function generationError({ generation }: Sample): string | undefined {
  const { error, message } = (generation ?? {}) as { error?: unknown; message?: unknown }
  return typeof error === 'string' ? `no response was generated (${error}): ${String(message)}` : undefined
}

/** Which scores the policy leaves alone; what gives a verdict is one of them, whoever made it. */
function measuresLanguage({ name, aboutLanguage }: Scorer, { languageVerdict }: ScoreSamplesOptions): boolean {
  return aboutLanguage === true || name === LANGUAGE_CORRECTNESS || name === languageVerdict
}

function verdictName(scorer: Scorer, { languageVerdict }: ScoreSamplesOptions): string {
  return languageVerdict ?? scorer.verdictBy ?? LANGUAGE_CORRECTNESS
}

/** A scorer of somebody else's may throw, where ours give a failed score. */
async function attempt(scorer: Scorer, sample: Sample, context: ScoreContext): Promise<Score> {
  try {
    return tidyScore(scorer.name, await scorer(sample, context))
  } catch (error) {
    context.signal?.throwIfAborted()
    return failed(scorer.name, 'error', error instanceof Error ? error.message : String(error))
  }
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

function assertWorkers(workers: ScoreSamplesOptions['workers']): void {
  if (workers === undefined || workers === 'auto' || (Number.isSafeInteger(workers) && workers >= 1)) return
  throw new RangeError(`workers must be a whole number from 1, or "auto", got ${JSON.stringify(workers)}`)
}

function assertOptions(options: ScoreSamplesOptions): void {
  const { scorers, wrongLanguage = 'exclude' } = options
  assertWrongLanguagePolicy(wrongLanguage)
  assertWorkers(options.workers)
  if (!Array.isArray(scorers) || scorers.length === 0) throw new TypeError('give at least one scorer in { scorers }')
  const names = scorers.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new TypeError(`two scorers are named "${twice}"; a metric's name must be its own`)
  if (wrongLanguage === 'include') return
  const verdicts = scorers.filter((scorer) => measuresLanguage(scorer, options)).map(({ name }) => name)
  for (const scorer of scorers) {
    const verdict = verdictName(scorer, options)
    if (verdicts.includes(scorer.name) || verdicts.includes(verdict)) continue
    throw new TypeError(
      `wrongLanguage: "${wrongLanguage}" needs ${verdict}${verdict === LANGUAGE_CORRECTNESS ? '()' : ''} among the scorers, ` +
        `for ${scorer.name}; add it, or pass wrongLanguage: "include"`,
    )
  }
}
