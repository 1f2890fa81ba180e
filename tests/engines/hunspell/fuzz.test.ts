import { describe, expect, test } from 'vitest'
import { affixSpeller } from '../../../src/engines/hunspell/affix-speller.js'
import type { DictionaryFiles } from '../../../src/engines/speller.js'
import { count } from '../../support/counts.js'
import { seeded } from '../../support/generated-words.js'
import { bytes } from './option-tables.js'

/** In two of three the `.aff` is damaged, in two of three the `.dic`: each 10,000 times of 15,000. */
const MUTATIONS = count(1_500, 15_000)

const AFF = `SET UTF-8
FLAG long
TRY esianrt
LANG de
AF 2
AF AaBb
AF CcXx
IGNORE ـ
KEEPCASE Kk
NEEDAFFIX Nn
CIRCUMFIX Ff
FORBIDDENWORD !!
ONLYINCOMPOUND Oo
COMPOUNDFLAG Cc
COMPOUNDBEGIN Be
COMPOUNDMIDDLE Mi
COMPOUNDEND En
COMPOUNDMIN 2
COMPOUNDWORDMAX 5
COMPOUNDSYLLABLE 3 aeiou
COMPOUNDRULE 2
COMPOUNDRULE (Aa)(Bb)*(Cc)
COMPOUNDRULE (Dd)?(Cc)
CHECKCOMPOUNDPATTERN 2
CHECKCOMPOUNDPATTERN o b z
CHECKCOMPOUNDPATTERN 0/Aa /Bb
CHECKCOMPOUNDREP
CHECKCOMPOUNDTRIPLE
SIMPLIFIEDTRIPLE
FULLSTRIP
CHECKSHARPS
BREAK 3
BREAK -
BREAK ^x
BREAK y$
ICONV 2
ICONV ’ '
ICONV ab cd
REP 1
REP f ph
PFX Pp Y 2
PFX Pp 0 un/Aa .
PFX Pp a re [^é]
SFX Aa Y 3
SFX Aa y ies/Xx [^aeiou]y
SFX Aa 0 s/2 [éè.]
SFX Aa foo 0 foo
SFX Xx N 1
SFX Xx 0 d/Aa .
`
const DIC = `9
foo/AaPpCc
bar/1
baz/2	po:noun
été/Aa
Straße/KkBe
OpenOffice.org/Mi
km\\/h
qux ph:kwux
foo bar/!!
`

const random = seeded(7)
const pick = (below: number) => Math.floor(random() * below)

/** Changes some bytes, lines or numbers. */
function mutate(text: string): Uint8Array {
  const lines = text.split('\n')
  for (let i = pick(3); i >= 0; i--) {
    const at = pick(lines.length)
    const line = lines[at] as string
    const kind = pick(6)
    if (kind === 0) lines.splice(at, 1)
    if (kind === 1) lines.splice(at, 0, lines[pick(lines.length)] as string)
    if (kind === 2)
      lines[at] = line.replace(/\d+/, () => ['0', '-1', '99999999999', '2147483647', 'x'][pick(5)] as string)
    if (kind === 3) lines[at] = line.slice(0, pick(line.length + 1))
    if (kind === 4) lines[at] = line.repeat(1 + pick(4))
    if (kind === 5) lines[at] = line.split(' ').reverse().join(' ')
  }
  const result = bytes(lines.join('\n'))
  for (let i = pick(4); i > 0; i--) result[pick(result.length)] = pick(256)
  return result.slice(0, pick(8) === 0 ? pick(result.length + 1) : result.length)
}

const WORDS = [
  'foo',
  'foos',
  'unfoo',
  'foobar',
  'FOOBAR',
  'foo-bar',
  'éties',
  'STRASSE',
  'xfooy',
  'l’été',
  'km/h',
  'foobarbazfoobarbazfoobaz',
  '12.5',
  '',
]

async function outcome(files: DictionaryFiles): Promise<boolean[] | Error> {
  try {
    const speller = await affixSpeller.load(files, 'fuzzed')
    return WORDS.map((word) => speller.correct(word))
  } catch (error) {
    return error as Error
  }
}

describe('damaged dictionaries', () => {
  test(`${MUTATIONS} of them: verdicts, or an error that names the dictionary`, async () => {
    for (let i = 0; i < MUTATIONS; i++) {
      const which = pick(3)
      const files = { aff: which === 0 ? bytes(AFF) : mutate(AFF), dic: which === 1 ? bytes(DIC) : mutate(DIC) }
      const result = await outcome(files)
      if (result instanceof Error) expect(result.message).toMatch(/^dictionary fuzzed: /)
      else expect(result.every((verdict) => typeof verdict === 'boolean')).toBe(true)
    }
  }, 120_000)

  test('a count of two thousand million allocates nothing', async () => {
    const tables = ['AF', 'REP', 'ICONV', 'MAP', 'BREAK', 'COMPOUNDRULE', 'CHECKCOMPOUNDPATTERN', 'SFX A Y']
    for (const table of tables) {
      const result = await outcome({
        aff: bytes(`${table} 2147483647\n${table} a b\n`),
        dic: bytes('2147483647\nfoo\n'),
      })
      expect(Array.isArray(result) && result[0]).toBe(true)
    }
  })
})

describe('long words', () => {
  test('a megabyte is wrong at once, whatever the dictionary', async () => {
    const speller = await affixSpeller.load(
      { aff: bytes('SET UTF-8\nCOMPOUNDFLAG c\n'), dic: bytes('2\nab/c\na/c\n') },
      'long',
    )
    for (const unit of ['a', 'ab', 'é', '-', 'a-', "'", '😀', '\u0301']) {
      expect(speller.correct(unit.repeat(1_000_000))).toBe(false)
    }
  })

  test('compounds of hundreds of ways to split have a verdict', async () => {
    const aff = bytes('SET UTF-8\nCOMPOUNDFLAG c\nCOMPOUNDMIN 1\nSFX S Y 2\nSFX S 0 a/S .\nSFX S 0 aa/S .\n')
    const speller = await affixSpeller.load({ aff, dic: bytes('3\na/cS\naa/cS\naaa/cS\n') }, 'long')
    expect(speller.correct('a'.repeat(60))).toBe(true)
    expect(speller.correct(`${'a'.repeat(250)}b`)).toBe(false)
  })

  test('299 bytes can be right, 300 cannot', async () => {
    const [short, long] = ['a'.repeat(299), 'a'.repeat(300)]
    const speller = await affixSpeller.load({ aff: bytes('SET UTF-8\n'), dic: bytes(`2\n${short}\n${long}\n`) }, 'long')
    expect([speller.correct(short), speller.correct(long)]).toEqual([true, false])
  })
})
