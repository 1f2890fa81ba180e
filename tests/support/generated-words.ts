import type { DictionaryFiles } from '../../src/engines/speller.js'

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Affix {
  type: string
  flag: string
  strip: string
  append: string
}

/**
 * Words to try a speller with, distinct: misspellings (one edit or two) of the list's words and of real ones, words with affixes put
 * to them rightly and wrongly, words put together; some with capitals, hyphens, apostrophes, dots.
 */
export function generatedWords(files: DictionaryFiles, real: readonly string[], count: number, seed: number): string[] {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const { stems, affixes } = readFiles(files)
  const byFlag = new Map<string, Affix[]>()
  for (const affix of affixes) byFlag.set(affix.flag, [...(byFlag.get(affix.flag) ?? []), affix])
  const letters = [...new Set(stems.slice(0, 2000).flatMap(([stem]) => [...stem]))].filter((letter) => letter !== ' ')

  const edit = (word: string): string => {
    const characters = [...word]
    const at = Math.floor(random() * (characters.length + 1))
    const kind = Math.floor(random() * 4)
    if (kind === 0) characters.splice(at, 0, pick(letters))
    if (kind === 1) characters.splice(at, 1)
    if (kind === 2) characters.splice(at, 1, pick(letters))
    if (kind === 3) characters.splice(at, 2, ...characters.slice(at, at + 2).reverse())
    return characters.join('')
  }
  const withAffix = ([stem, flags]: readonly [string, string[]]): string => {
    const own = flags.flatMap((flag) => byFlag.get(flag) ?? [])
    const { type, strip, append } = random() < 0.6 && own.length > 0 ? pick(own) : pick(affixes)
    if (type === 'PFX') return append + (stem.startsWith(strip) ? stem.slice(strip.length) : stem)
    return (stem.endsWith(strip) ? stem.slice(0, stem.length - strip.length) : stem) + append
  }
  const word = (): string => {
    const entry = pick(stems)
    const plain = random() < 0.5 && real.length > 0 ? pick(real) : entry[0]
    const kind = random()
    if (kind < 0.3) return edit(plain)
    if (kind < 0.45) return edit(edit(plain))
    if (kind < 0.75) return withAffix(entry)
    if (kind < 0.8) return withAffix([withAffix(entry), entry[1]])
    if (kind < 0.85) return pick(stems)[0] + pick(stems)[0]
    if (kind < 0.88) return withAffix(entry) + withAffix(pick(stems)).toLowerCase()
    if (kind < 0.93) return `${plain}-${withAffix(pick(stems))}`
    if (kind < 0.96) return `${pick(['l', 'd', 'qu', 'L', 'o', 's'])}'${plain}`
    return kind < 0.98
      ? `${plain}'${pick(['s', 't', 'll', 'S'])}`
      : `${Math.floor(random() * 3000)}${pick(['', '.', 'th', 'e', '-'])}`
  }
  const dressed = (text: string): string => {
    const kind = random()
    if (kind < 0.6) return text
    if (kind < 0.75) return text.charAt(0).toUpperCase() + text.slice(1)
    if (kind < 0.88) return text.toUpperCase()
    if (kind < 0.93) return text.toLowerCase()
    if (kind < 0.96) return `${text}.`
    return [...text].map((letter) => (random() < 0.3 ? letter.toUpperCase() : letter)).join('')
  }

  const words = new Set<string>()
  while (words.size < count) {
    const made = dressed(word()).normalize().replaceAll(/\s/g, '')
    if (made !== '') words.add(made)
  }
  return [...words]
}

function readFiles({ aff, dic }: DictionaryFiles): { stems: [string, string[]][]; affixes: Affix[] } {
  const lines = new TextDecoder().decode(aff).split(/\r?\n/)
  const long = lines.some((line) => /^FLAG\s+long/.test(line))
  const affixes = lines.flatMap((line): Affix[] => {
    const [type = '', flag = '', strip = '', append = '', condition] = line.split(/\s+/)
    if (!/^[PS]FX$/.test(type) || condition === undefined) return []
    return [{ type, flag, strip: strip === '0' ? '' : strip, append: append.replace(/\/.*/, '').replace(/^0$/, '') }]
  })
  const stems = new TextDecoder()
    .decode(dic)
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => /^[^\s/]/.test(line))
    .map((line): [string, string[]] => {
      const [stem = '', flags = ''] = line.split('/')
      return [stem, long ? (flags.match(/../gsu) ?? []) : [...flags]]
    })
  return { stems, affixes }
}
