import { describe, expect, test } from 'vitest'
import { affixSpeller } from '../../../src/engines/hunspell/affix-speller.js'
import { nativeVerdicts } from '../../support/dictionaries.js'
import { hasNativeHunspell } from '../../support/native.js'
import { testOptions } from './option-tables.js'

describe('capitals', () => {
  testOptions([
    {
      option: 'an initial capital, all capitals; nothing else',
      aff: '',
      dic: 'lock\nParis\nNATO\nOpenOffice.org\nété',
      right: 'lock Lock LOCK Paris PARIS NATO OpenOffice.org OPENOFFICE.ORG été Été ÉTÉ',
      wrong: 'lOCK LOck paris Nato nato Openoffice.org openoffice.org éTÉ',
    },
    {
      option: 'apostrophes in capitals: French, Italian, Catalan',
      aff: "SFX S Y 1\nSFX S 0 's .\nPFX L Y 1\nPFX L 0 l' .",
      dic: "eau/L\nElia/L\nsant'Elia\nNASA/S\ndon't",
      right: "l'eau L'eau L'EAU L'ELIA l'Elia SANT'ELIA NASA's NASA'S DON'T Don't",
      wrong: "l'EAU L'EAu l'elia Nasa's SANT'elia",
    },
    {
      option: 'KEEPCASE',
      aff: 'KEEPCASE k\nSFX S Y 1\nSFX S 0 s .',
      dic: 'kg/k\nNaCl/k\nmm/kS\nlock',
      right: 'kg NaCl mm mms Lock LOCK',
      wrong: 'Kg KG NACL Mm MMS nacl',
    },
    {
      option: 'LANG tr: i and dotless i',
      aff: 'LANG tr',
      dic: 'ilk\nırmak\nİstanbul',
      right: 'ilk İlk İLK ırmak Irmak IRMAK İstanbul',
      wrong: 'Ilk ILK İrmak istanbul ISTANBUL İSTANBUL',
    },
    { option: 'elsewhere İ is no capital i', aff: '', dic: 'ilk\nıd', right: 'ilk Ilk ILK', wrong: 'İlk İ' },
    {
      option: 'CHECKSHARPS',
      aff: 'CHECKSHARPS\nKEEPCASE k\nSFX S Y 1\nSFX S 0 s .',
      dic: 'müßig/k\nAusstoß\nGruß\nAbstoß.\nkg/k',
      right: 'müßig Müßig MÜSSIG Ausstoß AUSSTOSS Gruß GRUSS ABSTOSS. kg',
      wrong: 'MÜßIG Kg müssig Ausstoss',
    },
    {
      option: 'what had no capitals in Unicode 4.1',
      aff: '',
      dic: 'ა\nბა\nꙁа\nаԥ',
      right: 'ა ბა ꙁа аԥ',
      wrong: 'ᲑᲐ Ꙁа АԤ',
    },
  ])
})

describe('conversion and breaks', () => {
  testOptions([
    {
      option: 'ICONV: the longest part counts, also at the beginning and the end',
      aff: "ICONV 6\nICONV ’ '\nICONV ﬁ fi\nICONV xx y\nICONV x z\nICONV _q k\nICONV j_ i",
      dic: "don't\nfine\nly\nlz\nkat\nlami\nq",
      right: "don’t don't ﬁne lxx lx ly qat lamj",
      wrong: 'lqat lxxx',
    },
    { option: 'OCONV is for suggestions', aff: 'OCONV 1\nOCONV a b', dic: 'cat', right: 'cat', wrong: 'cbt' },
    {
      option: 'IGNORE',
      aff: 'IGNORE ـَ\nSFX S Y 1\nSFX S 0 نـ .',
      dic: 'كَتب/S\nطير',
      right: 'كتب كَتب كـتَب كتبن كتبنـ طـير',
      wrong: 'كتن',
    },
    {
      option: 'BREAK: at hyphens where nothing is said',
      aff: '',
      dic: 'foo\nbar\nbaz-qux\nx-y',
      right:
        'foo-bar -foo foo- foo--bar -1 1- foo-bar-foo baz-qux foo-baz-qux baz-qux-foo FOO-BAR Foo-Bar Foo-bar 3-foo',
      wrong: 'foo-qux qux-baz foo-b foo-bar-foo-bar-foo-bar-foo-bar-foo-bar-foo',
    },
    {
      option: 'BREAK: own points, at the beginning and the end',
      aff: 'BREAK 4\nBREAK ·\nBREAK ^ex-\nBREAK -s$\nBREAK —',
      dic: 'foo\nbar',
      right: 'foo·bar ex-foo foo-s ex-foo-s foo—bar foo·bar—foo',
      wrong: 'foo-bar foo-ex -s ex- foo-sbar',
    },
    { option: 'BREAK 0: nowhere', aff: 'BREAK 0', dic: 'foo\nbar\na-b', right: 'foo a-b', wrong: 'foo-bar foo- -foo' },
    {
      option: 'numbers, dots',
      aff: '',
      dic: 'foo\netc.\nU.S.',
      right: '1 12 1.5 1,000.5 10-12 foo. foo... etc. U.S. 1. ETC. Etc.',
      wrong: '1..5 1,,0 .foo x1',
    },
  ])
})

describe('SET: character sets of single bytes', () => {
  test.each([
    ['ISO8859-1', [0xe9], 'é', 'É'],
    ['ISO8859-2', [0xb1], 'ą', 'Ą'],
    ['ISO8859-15', [0xbd], 'œ', 'Œ'],
    ['KOI8-R', [0xd6], 'ж', 'Ж'],
    ['microsoft-cp1251', [0xe6], 'ж', 'Ж'],
    ['ISO8859-7', [0xe1], 'α', 'Α'],
  ] as const)('%s', async (set, word, lower, upper) => {
    const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0))
    const dictionary = {
      aff: Uint8Array.from(ascii(`SET ${set}\nSFX S Y 1\nSFX S 0 s [^x]\n`)),
      dic: Uint8Array.from([...ascii('2\n'), ...word, 0x61, ...ascii('/S\n'), ...ascii('abc\n')]),
    }
    const speller = await affixSpeller.load(dictionary, set)
    const words = [`${lower}a`, `${upper}a`, `${upper}A`, `${lower}as`, 'ABC']
    for (const right of words) expect([right, speller.correct(right)]).toEqual([right, true])
    for (const wrong of [`${lower}A`, lower, 'aBC', '漢字', `${lower}a漢`, 'x'.repeat(100)]) {
      expect([wrong, speller.correct(wrong)]).toEqual([wrong, false])
    }
    if (!hasNativeHunspell) return
    const lowerBytes = Uint8Array.from([...word, 0x61, 0x73])
    expect(nativeVerdicts(dictionary, [lowerBytes, Uint8Array.from([...word, 0x41])])).toEqual([true, false])
  })

  test('one that is not known is an error that names it', async () => {
    const dictionary = { aff: new TextEncoder().encode('SET x-klingon\n'), dic: new TextEncoder().encode('1\na\n') }
    await expect(affixSpeller.load(dictionary, 'xx')).rejects.toThrow(
      /dictionary xx: unknown character set "x-klingon" \(SET in the \.aff file\); convert both files to UTF-8/,
    )
  })
})
