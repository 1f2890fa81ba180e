import type { SampleArgs } from './sample.js'
import { failed, type JsonObject, type JsonValue, type Score, skipped } from './score.js'
import { concurrencyOf, type ScoreContext, type Scorer, type ScorerTraits } from './scorer.js'
import type { Signature } from './signature.js'

/** The evidence of a score made of others: theirs, by name. */
export type PartScores = { parts: { [name: string]: JsonValue } }

/**
 * The one rule for a score made of others: a failed part fails the whole; a skipped part is left out; when all parts are skipped,
 * the whole is skipped. Otherwise `combine` gets the parts that were scored.
 */
export async function combineScores<Args extends SampleArgs, Part extends { scorer: Scorer<Args> }>(
  name: string,
  parts: readonly Part[],
  args: Args,
  context: ScoreContext,
  combine: (
    scoredParts: readonly (Part & { score: number })[],
    evidence: PartScores,
  ) => Score<string, PartScores & JsonObject>,
): Promise<Score<string, PartScores & JsonObject>> {
  const scores = await Promise.all(parts.map(({ scorer }) => scorer(args, context)))
  const evidence = { parts: Object.fromEntries(scores.map((score) => [score.name, score as unknown as JsonValue])) }
  const broken = scores.find(({ status }) => status === 'failed')
  if (broken !== undefined) {
    return failed(name, 'failed-part', `${broken.name} failed: ${String(broken.metadata.message)}`, evidence)
  }
  const scoredParts = parts.flatMap((part, i) => {
    const score = scores[i]?.score ?? null
    return score === null ? [] : [{ ...part, score }]
  })
  if (scoredParts.length === 0) return skipped(name, 'all-parts-skipped', 'every part was skipped', evidence)
  return combine(scoredParts, evidence)
}

/** The traits of a scorer made of others: all their signatures and its own entry; about language if one of them is. */
export function combinedTraits<Args extends SampleArgs>(
  parts: readonly { scorer: Scorer<Args> }[],
  own: Signature,
): ScorerTraits {
  const signature = async (): Promise<Signature> => {
    const signatures = await Promise.all(parts.map(({ scorer }) => scorer.signature?.()))
    return Object.assign({}, ...signatures, own)
  }
  const verdict = parts.find(({ scorer }) => scorer.verdict !== undefined)?.scorer.verdict
  return {
    signature,
    exempt: parts.some(({ scorer }) => scorer.exempt === true),
    ...(verdict !== undefined && { verdict }),
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
