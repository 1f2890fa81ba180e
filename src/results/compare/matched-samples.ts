import type { SampleArgs } from '../../core/sample.js'
import { scaleIn } from '../../core/scales.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { Scale } from '../../core/scorer.js'
import { type Signature, uniteSignatures } from '../../core/signature.js'
import { type GroupKey, groupKey } from '../group-key.js'
import { sampleKey } from '../sample-key.js'

/** Scored samples, as they come. */
export type ScoredSamples = Iterable<ScoredSample<SampleArgs>> | AsyncIterable<ScoredSample<SampleArgs>>

/** What one side has of a sample; of several answers to it, their mean. */
interface SideScore {
  /** Null where none of the answers was scored. */
  score: number | null
}

/** A sample that both sides have. */
export interface MatchedSample {
  /** What its cluster is called. */
  id: string
  group: GroupKey
  /** By metric; a side without the metric has null. */
  a: ReadonlyMap<string, SideScore>
  b: ReadonlyMap<string, SideScore>
}

export interface MatchedSamples {
  matched: MatchedSample[]
  alone: { a: number; b: number }
  metrics: string[]
  signature: Signature
  scaleOf(metric: string): Scale | null
}

interface Entry {
  id: string
  group: GroupKey
  sums: Map<string, { sum: number; scored: number }>
}

interface Side {
  entries: Map<string, Entry>
  signature: Signature | undefined
}

/**
 * The samples that two runs have in common, by id, languages and modifier.
 *
 * @throws RangeError for a sample without an id, and for runs that were not scored in the same way.
 */
export async function matchSamples(a: ScoredSamples, b: ScoredSamples, by: readonly string[]): Promise<MatchedSamples> {
  const [first, second] = [await readSide(a, by, 'a'), await readSide(b, by, 'b')]
  const signature = united(first.signature ?? {}, second.signature ?? first.signature ?? {})
  const metrics = new Set<string>()
  const matched: MatchedSample[] = []
  for (const [key, entry] of first.entries) {
    const other = second.entries.get(key)
    if (other === undefined) continue
    for (const name of [...entry.sums.keys(), ...other.sums.keys()]) metrics.add(name)
    matched.push({ id: entry.id, group: entry.group, a: means(entry), b: means(other) })
  }
  const alone = { a: first.entries.size - matched.length, b: second.entries.size - matched.length }
  return { matched, alone, metrics: [...metrics], signature, scaleOf: (metric) => scaleIn(signature, metric) }
}

async function readSide(samples: ScoredSamples, by: readonly string[], name: 'a' | 'b'): Promise<Side> {
  const entries = new Map<string, Entry>()
  let signature: Signature | undefined
  for await (const each of samples) {
    const scored = each as ScoredSample
    const { id } = scored.sample as { id?: unknown }
    if ((typeof id !== 'string' && typeof id !== 'number') || id === '') {
      throw new RangeError(
        `${name}: a sample has no id; two runs are compared sample by sample: score samples with ids`,
      )
    }
    signature = signature === undefined ? scored.signature : uniteSignatures(signature, scored.signature)
    const key = sampleKey(scored, [])
    const entry = entries.get(key) ?? { id: String(id), group: groupKey(scored, by), sums: new Map() }
    entries.set(key, entry)
    for (const { name: metric, score } of scored.scores) {
      const known = entry.sums.get(metric) ?? { sum: 0, scored: 0 }
      entry.sums.set(metric, {
        sum: known.sum + (score ?? 0),
        scored: known.scored + (score === null ? 0 : 1),
      })
    }
  }
  return { entries, signature }
}

function united(a: Signature, b: Signature): Signature {
  try {
    return uniteSignatures(a, b)
  } catch (error) {
    throw new RangeError(`${(error as Error).message}; score both in the same way`)
  }
}

function means({ sums }: Entry): ReadonlyMap<string, SideScore> {
  return new Map([...sums].map(([metric, { sum, scored }]) => [metric, { score: scored === 0 ? null : sum / scored }]))
}
