import type { SampleArgs } from './sample.js'
import { failed, type JsonObject, type JsonValue, type Score, skipped } from './score.js'
import { concurrencyOf, type ScoreContext, type Scorer, type ScorerTraits } from './scorer.js'
import type { Signature } from './signature.js'
import { WRONG_LANGUAGE } from './wrong-language.js'

/** The evidence of a score made of others: theirs, by name. */
export type PartScores = {
  parts: { [name: string]: JsonValue }
  /** The parts that were skipped, if any: the score is of the others. */
  without?: string[]
}

/** The reason of a score that some of its parts have no say in, because they were skipped. */
export const PARTIAL = 'partial'

/**
 * The one rule for a score made of others: a failed part fails the whole; when all parts are skipped, the whole is skipped. Otherwise `combine` gets
 * the parts that were scored, and the evidence says which were not, and why. In a run each part is under the wrong-language policy.
 */
export async function combineScores<Args extends SampleArgs, Part extends { scorer: Scorer<Args> }>(
  name: string,
  parts: readonly Part[],
  args: Args,
  context: ScoreContext,
  combine: (
    scoredParts: readonly (Part & { score: number })[],
    evidence: PartScores & { message?: string },
  ) => Score<string, PartScores & JsonObject>,
): Promise<Score<string, PartScores & JsonObject>> {
  const { scorePart, ...plain } = context
  const score = (scorer: Scorer<Args>) => scorePart?.(scorer as Scorer, args) ?? scorer(args, plain)
  const scores = await Promise.all(parts.map(({ scorer }) => score(scorer)))
  const evidence = { parts: Object.fromEntries(scores.map((each) => [each.name, each as unknown as JsonValue])) }
  const broken = scores.find(({ status }) => status === 'failed')
  if (broken !== undefined) {
    return failed(name, 'failed-part', `${broken.name} failed: ${String(broken.metadata.message)}`, evidence)
  }
  const scoredParts = parts.flatMap((part, i) => {
    const value = scores[i]?.score ?? null
    return value === null ? [] : [{ ...part, score: value }]
  })
  const missing = scores.filter(({ status }) => status === 'skipped')
  if (scoredParts.length === 0) {
    const excluded = missing.find(({ reason }) => reason === WRONG_LANGUAGE)
    return excluded === undefined
      ? skipped(name, 'all-parts-skipped', 'every part was skipped', evidence)
      : skipped(name, WRONG_LANGUAGE, String(excluded.metadata.message), evidence)
  }
  if (missing.length === 0) return combine(scoredParts, evidence)
  const why = missing.map(({ name: part, reason }) => `${part} (${reason})`).join(', ')
  return combine(scoredParts, {
    ...evidence,
    without: missing.map(({ name: part }) => part),
    message: `without ${why}`,
  })
}

/** The traits of a scorer made of others: all their signatures and its own entry; about language if each of them is. */
export function combinedTraits<Args extends SampleArgs>(
  parts: readonly { scorer: Scorer<Args> }[],
  own: Signature,
): ScorerTraits {
  const signature = async (): Promise<Signature> => {
    const signatures = await Promise.all(parts.map(({ scorer }) => scorer.signature?.()))
    return Object.assign({}, ...signatures, own)
  }
  return {
    signature,
    parts: parts.map(({ scorer }) => scorer as Scorer),
    ...concurrencyOf(parts.map(({ scorer }) => scorer)),
  }
}

/**
 * @throws TypeError when there are no parts, or two of them have one name.
 */
export function assertParts(name: string, parts: readonly { scorer: { name: string } }[]): void {
  if (!Array.isArray(parts) || parts.length === 0) throw new TypeError(`${name}: give at least one part`)
  const names = parts.map(({ scorer }) => scorer.name)
  const twice = names.find((part, i) => names.indexOf(part) !== i)
  if (twice !== undefined) throw new TypeError(`${name}: two parts are named "${twice}"`)
}
