import { describe, expect, test } from 'vitest'
import { affixSpeller } from '../../../src/engines/hunspell/affix-speller.js'
import { hashBytes } from '../../../src/engines/hunspell/letters/hash.js'
import { nativeVerdicts } from '../../support/dictionaries.js'
import { seeded } from '../../support/generated-words.js'
import { hasNativeHunspell } from '../../support/native.js'
import { bytes } from './option-tables.js'

// Word lists are read bucket by bucket, as words are asked for: whatever the lines and their order, and whatever is asked first.

const AFF = `SET UTF-8
FORBIDDENWORD !
NEEDAFFIX N
COMPOUNDFLAG c
COMPOUNDMIN 2
PFX P Y 1
PFX P 0 un .
SFX S Y 2
SFX S 0 s .
SFX S e ing e
`

/** Each kind of line: short, in mixed case, of several scripts, escaped, with fields, forbidden, homonyms; unknown and empty ones. */
const LINES = [
  'a/S',
  'ab',
  'abc/c',
  'abcd/c',
  'abcde/PS',
  'abcdef/S',
  'abcdefg',
  'NATO/S',
  'UNO',
  'OpenOffice.org',
  'iPhone/S',
  'eBay',
  'aBc',
  'McDonald/SP',
  'Éric',
  'ÉRiC/S',
  'été/S',
  'straßE',
  'Кот',
  'кОТ/S',
  'приВет',
  'ẤN',
  'ảnH/S',
  'ꙀꙁꙂ',
  '日本',
  'x日Y',
  '3D/S',
  "d'Or",
  'km\\/h/S',
  'ab\\/Cd',
  'tabbed\tpo:noun',
  'Ta\tpo:Noun',
  'with fieLd',
  'fielded po:noun',
  'ab po:noun',
  'like/S po:verb',
  'bake/S\tpo:verb',
  'bakes/!',
  'Bake/!S',
  'need/NS',
  'need/c',
  'double/S',
  'double/P',
  '/slash',
  'abcd/c/S',
  '',
  'ph/S ph:fon',
]
const WORDS = LINES.flatMap((line) => {
  const word = line.replace(/[/\t].*/u, '').replace(/ .*/u, '')
  const capitalized = word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
  return [word, `${word}s`, `un${word}`, `un${word}s`, word.toUpperCase(), word.toLowerCase(), capitalized]
}).concat([
  'km/h',
  'KM/H',
  'ab/Cd',
  'AB/CD',
  'liking',
  'baking',
  'abcabcd',
  'ABCABCD',
  'abcneed',
  'with fieLd',
  'slash',
])

const random = seeded(11)
function shuffled<T>(list: readonly T[]): T[] {
  const result = list.slice()
  for (let i = result.length - 1; i > 0; i--) {
    const at = Math.floor(random() * (i + 1))
    ;[result[i], result[at]] = [result[at] as T, result[i] as T]
  }
  return result
}

const load = async (lines: readonly string[], newline = '\n', end = newline) =>
  affixSpeller.load({ aff: bytes(AFF), dic: bytes(`${lines.length}${newline}${lines.join(newline)}${end}`) }, 'list')
const verdicts = async (lines: readonly string[], newline?: string, end?: string) => {
  const speller = await load(lines, newline, end)
  return WORDS.map((word) => speller.correct(word))
}

describe('word lists', () => {
  test('some of the words are right and some are wrong', async () => {
    const all = await verdicts(LINES)
    expect([all.includes(true), all.includes(false)]).toEqual([true, true])
  })

  test('the order in which words are asked for makes no difference', async () => {
    const expected = new Map((await verdicts(LINES)).map((verdict, i) => [WORDS[i], verdict]))
    for (let i = 0; i < 30; i++) {
      const speller = await load(LINES)
      const asked = shuffled(WORDS)
      expect(asked.filter((word) => speller.correct(word) !== expected.get(word))).toEqual([])
    }
  })

  test('nor does the order of the lines, where no word is there twice', async () => {
    const lines = LINES.filter((line) => !/^(need|double|abcd\/c\/|Bake|iPhone)/u.test(line))
    const expected = await verdicts(lines)
    for (let i = 0; i < 30; i++) expect(await verdicts(shuffled(lines))).toEqual(expected)
  })

  test('nor do carriage returns, a missing newline at the end, or thousands of other lines', async () => {
    const expected = await verdicts(LINES)
    expect(await verdicts(LINES, '\r\n')).toEqual(expected)
    expect(await verdicts(LINES, '\n', '')).toEqual(expected)
    expect(await verdicts(LINES, '\r\n', '')).toEqual(expected)
    const others = Array.from({ length: 20_000 }, (_, i) => `zz${i.toString(36)}Q/S`)
    expect(await verdicts([...others, ...LINES])).toEqual(expected)
  })

  test('a word does not go on into its flags, not even where the hashes of both are the same', async () => {
    const line = 'slash/pwgFVM'
    const [word, whole] = [bytes('slash'), bytes(line)]
    expect(hashBytes(whole, 0, whole.length)).toBe(hashBytes(word, 0, word.length))
    const speller = await load([line])
    expect(['slash', line].map(speller.correct)).toEqual([true, false])
  })

  test.skipIf(!hasNativeHunspell)('verdicts are those of native Hunspell (needs hunspell)', async () => {
    const words = WORDS.filter((word) => word !== '' && !/\s/u.test(word)).map((word) => word.normalize())
    for (const newline of ['\n', '\r\n']) {
      const lines = [...LINES, 'stra\ry', 'stra\rY/S']
      const files = { aff: bytes(AFF), dic: bytes(`${lines.length}${newline}${lines.join(newline)}${newline}`) }
      const speller = await affixSpeller.load(files, 'list')
      const native = nativeVerdicts(files, words)
      expect(words.filter((word, i) => speller.correct(word) !== native[i])).toEqual([])
    }
  })
})
