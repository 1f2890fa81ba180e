/**
 * What produced a number, as short `key → value` entries: package version, model hashes, engines, dictionaries, policy,
 * seed. Two results are comparable when their signatures are equal (the idea is sacreBLEU's, Post 2018).
 */
export type Signature = Readonly<Record<string, string>>

/** The entries whose values are sets, of what the samples of a run met: dictionaries, how judges decoded, versions of the evaluation set. Another shard may have met others. */
const MET = ['decoding', 'dictionaries', 'evalset'] as const

/** What was met, of a signature. */
export function metEntries(signature: Signature): Signature {
  return Object.fromEntries(Object.entries(signature).filter(([key]) => isMet(key)))
}

function isMet(key: string): boolean {
  return (MET as readonly string[]).includes(key)
}

/**
 * The signature as one line: `key:value|key:value`, sorted by key with the package first. What would end an entry becomes another character (`|` is `¦`,
 * and `:` in a key `;`), so that the line can be read again.
 *
 * @example
 * ```ts
 * formatSignature({ wrongLanguage: 'exclude', crosslingual: '1.0.0' }) // => 'crosslingual:1.0.0|wrongLanguage:exclude'
 * ```
 */
export function formatSignature(signature: Signature): string {
  const keys = Object.keys(signature).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return keys.map((key) => `${inLine(key).replaceAll(':', ';')}:${inLine(String(signature[key]))}`).join('|')
}

function inLine(text: string): string {
  return text.replaceAll('|', '¦')
}

/** The signature that a line of {@link formatSignature} holds. */
export function parseSignature(line: string): Signature {
  if (line === '') return {}
  return Object.fromEntries(
    line.split('|').map((entry) => {
      const colon = entry.indexOf(':')
      return [entry.slice(0, colon), entry.slice(colon + 1)]
    }),
  )
}

/** The signature as scored rows that were written and read have it, so that a report is the same by both ways. */
export function canonicalSignature(signature: Signature): Signature {
  return parseSignature(formatSignature(signature))
}

/**
 * The signature of two results taken together. What samples met is united; anything else must be equal.
 *
 * @throws RangeError naming every entry that differs: such results must not be merged or averaged.
 */
export function uniteSignatures(a: Signature, b: Signature): Signature {
  if (a === b) return a
  const united = new Map<string, string>()
  const differences: string[] = []
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (isMet(key)) {
      united.set(key, uniteLists(a[key], b[key]))
    } else if (a[key] === b[key]) {
      united.set(key, a[key] as string)
    } else {
      differences.push(`${key}: ${a[key] ?? '(none)'} ≠ ${b[key] ?? '(none)'}`)
    }
  }
  if (differences.length > 0) {
    throw new RangeError(`results with different signatures cannot be combined (${differences.join('; ')})`)
  }
  return Object.fromEntries(united)
}

/**
 * The same for two whole reports, whose judges must have decoded alike too, where both tell: a judge that is not greedy is another judge.
 *
 * @throws RangeError likewise.
 */
export function uniteReportSignatures(a: Signature, b: Signature): Signature {
  const united = uniteSignatures(a, b)
  if (a.decoding === undefined || b.decoding === undefined || a.decoding === b.decoding) return united
  throw new RangeError(
    `results with different signatures cannot be combined (decoding: ${a.decoding} ≠ ${b.decoding}), since judges were asked in different ways`,
  )
}

function uniteLists(a = '', b = ''): string {
  const items = [...a.split(','), ...b.split(',')].filter((item) => item !== '')
  return [...new Set(items)].sort().join(',')
}

function rank(key: string): number {
  return key === 'crosslingual' ? 0 : 1
}
