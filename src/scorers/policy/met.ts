import type { Sample } from '../../core/sample.js'
import type { Score } from '../../core/score.js'
import { type Signature, uniteSignatures } from '../../core/signature.js'

/** What a sample met: the dictionaries behind its scores, how the judges decoded, and the version of the evaluation set that it is from. */
interface Met {
  dictionaries: Set<string>
  decoding: Set<string>
  evalset: Set<string>
}

/** As a client says it: `greedy+top_p:default`. */
const DECODING = /^(?:greedy|temperature:)[\w:.+-]{0,300}$/

/** By the signature of a run and what was met, in the order in which it was: there are few. */
const cachedSignatures = new WeakMap<Signature, Map<string, Signature>>()

/** The signature of a run with what a sample adds. */
export function withMet(signature: Signature, sample: Sample, scores: readonly Score[]): Signature {
  const evalset = setVersion(sample)
  let key = evalset
  for (const score of scores) key = metKey(score, key)
  if (key === '') return signature
  let cache = cachedSignatures.get(signature)
  if (cache === undefined) {
    cache = new Map()
    cachedSignatures.set(signature, cache)
  }
  const known = cache.get(key)
  if (known !== undefined) return known
  const met: Met = { dictionaries: new Set(), decoding: new Set(), evalset: new Set(evalset === '' ? [] : [evalset]) }
  for (const score of scores) addMet(score, met)
  const entries = Object.entries(met).filter(([, values]) => values.size > 0)
  const added = Object.fromEntries(entries.map(([name, values]) => [name, [...values].sort().join()]))
  const united = uniteSignatures(signature, { ...signature, ...added })
  cache.set(key, united)
  return united
}

/** The key of what was met, with what is behind one more score: no more than text is joined, since each sample has its own. */
function metKey(score: unknown, before: string): string {
  const metadata = (score as { metadata?: { dictionary?: unknown; decoding?: unknown; parts?: unknown } } | null)
    ?.metadata
  if (metadata === undefined || metadata === null) return before
  const { dictionary, decoding, parts } = metadata
  let key = before
  if (typeof dictionary === 'string') key += `|${dictionary}`
  if (typeof decoding === 'string' && DECODING.test(decoding)) key += `|${decoding}`
  if (typeof parts === 'object' && parts !== null) for (const part of Object.values(parts)) key = metKey(part, key)
  return key
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

/** The version of the evaluation set that a sample is from. A column of that name in a file of somebody else's may hold anything. */
function setVersion({ evalset }: Sample): string {
  if (evalset === undefined) return ''
  const isShort = typeof evalset === 'string' || typeof evalset === 'number'
  return isShort && /^\d{1,3}$/.test(String(evalset)) ? String(evalset) : ''
}
