import { describe } from 'vitest'
import { testOptions } from './option-tables.js'

describe('flags', () => {
  testOptions([
    {
      option: 'FLAG: one character',
      aff: 'SFX A Y 1\nSFX A 0 s .\nPFX b Y 1\nPFX b 0 un .',
      dic: 'lock/Ab\ntie/b\ncat/A',
      right: 'lock locks unlock unlocks untie cats',
      wrong: 'ties uncat uncats',
    },
    {
      option: 'FLAG long: two characters',
      aff: 'FLAG long\nSFX Aa Y 1\nSFX Aa 0 s .\nSFX aA Y 1\nSFX aA 0 ed .',
      dic: 'lock/AaaA\ncat/Aa\nbat/aA',
      right: 'locks locked cats bated',
      wrong: 'cated bats',
    },
    {
      option: 'FLAG num: numbers',
      aff: 'FLAG num\nSFX 1 Y 1\nSFX 1 0 s .\nSFX 65000 Y 1\nSFX 65000 0 ed .',
      dic: 'lock/1,65000\ncat/1\nbat/65000\nmat/11',
      right: 'locks locked cats bated mat',
      wrong: 'cated bats mats',
    },
    {
      option: 'FLAG UTF-8: characters',
      aff: 'FLAG UTF-8\nSFX É Y 1\nSFX É 0 s .\nSFX ж Y 1\nSFX ж 0 ed .',
      dic: 'lock/Éж\ncat/É\nbat/ж',
      right: 'locks locked cats bated',
      wrong: 'cated bats',
    },
    {
      option: 'AF: numbers for sets of flags',
      aff: 'AF 2\nAF AB # 1\nAF B\nSFX A Y 1\nSFX A 0 s .\nSFX B Y 1\nSFX B 0 ed .',
      dic: 'lock/1\nbat/2\nmat/3',
      right: 'locks locked bated mat',
      wrong: 'bats mats mated',
    },
    {
      option: 'a slash and morphology in the word list',
      aff: 'SFX A Y 1\nSFX A 0 s .',
      dic: 'km\\/h\nlock/A po:noun\ntie po:noun is:x\ncat/A\tnoun',
      right: 'km/h locks tie cats',
      wrong: 'km ties',
    },
  ])
})

describe('affixes', () => {
  testOptions([
    {
      option: 'conditions and stripping',
      aff: 'SFX A Y 4\nSFX A y ies [^aeiou]y\nSFX A 0 s [aeiou]y\nSFX A 0 es [sx]\nSFX A 0 s [^sxy]\nPFX P N 1\nPFX P é re [^é]tu',
      dic: 'berry/A\ntoy/A\nbox/A\ncat/A\nétude/P\nény/A',
      right: 'berries toys boxes cats énies',
      wrong: 'berrys toies boxs cates retude',
    },
    {
      option: 'cross products, and none where one of the two says N',
      aff: 'PFX U Y 1\nPFX U 0 un .\nPFX R N 1\nPFX R 0 re .\nSFX S Y 1\nSFX S 0 s .',
      dic: 'lock/US\ntie/RS',
      right: 'unlock locks unlocks retie ties',
      wrong: 'reties untie ununlock',
    },
    {
      option: 'two suffixes, by continuation classes',
      aff: 'SFX Y Y 1\nSFX Y 0 s .\nSFX X Y 1\nSFX X 0 er/Y .\nPFX P Y 1\nPFX P 0 un/Y .',
      dic: 'lock/XP\ncat/X',
      right: 'locker lockers unlock unlocks unlocker unlockers caters',
      wrong: 'locks cats uncat',
    },
    {
      option: 'NEEDAFFIX',
      aff: 'NEEDAFFIX X\nSFX S Y 2\nSFX S 0 s .\nSFX S 0 ed/X .\nSFX T Y 1\nSFX T 0 ly .\nPFX P Y 1\nPFX P 0 un/X .',
      dic: 'lock/XS\ncat/XP\nbat/PS',
      right: 'locks bats bat unbats',
      wrong: 'lock locked cat uncat unbat unbated',
    },
    {
      option: 'PSEUDOROOT, the old name',
      aff: 'PSEUDOROOT X\nSFX S Y 1\nSFX S 0 s .',
      dic: 'lock/XS\nlock/T\ncat/XS',
      right: 'locks lock cats',
      wrong: 'cat',
    },
    {
      option: 'CIRCUMFIX',
      aff: 'CIRCUMFIX X\nPFX G Y 1\nPFX G 0 ge/X .\nSFX T Y 2\nSFX T 0 t/XG .\nSFX T 0 e .',
      dic: 'mach/T',
      right: 'mach gemacht mache',
      wrong: 'gemach macht gemache',
    },
    {
      option: 'FULLSTRIP',
      aff: 'FULLSTRIP\nSFX A Y 2\nSFX A go went go\nSFX A ab x ab\nPFX B N 1\nPFX B no yes no',
      dic: 'go/A\nab/A\nno/B',
      right: 'go went x yes',
      wrong: 'gowent',
    },
    {
      option: 'without FULLSTRIP something must be left',
      aff: 'SFX A Y 1\nSFX A go went go',
      dic: 'go/A\nforgo/A',
      right: 'go forwent',
      wrong: 'went',
    },
    {
      option: 'COMPLEXPREFIXES: two prefixes',
      aff: 'COMPLEXPREFIXES\nPFX A Y 1\nPFX A 0 tek .\nPFX B Y 1\nPFX B 0 met/A .\nSFX C Y 1\nSFX C 0 s .',
      dic: 'ouro/BC',
      right: 'ouro metouro tekmetouro ouros metouros tekmetouros',
      wrong: 'tekouro mettekouro',
    },
    {
      option: 'a dot inside an affix stands for any character',
      aff: 'SFX A Y 1\nSFX A 0 k.k .\nPFX B Y 1\nPFX B 0 u.n .',
      dic: 'lock/AB',
      right: 'lock lockk.k lockkxk uxnlock uxnlockkzk',
      wrong: 'lockkk unlock lockkx',
    },
    {
      option: 'FORBIDDENWORD, also of affixed forms and of compounds',
      aff: 'FORBIDDENWORD !\nCOMPOUNDFLAG c\nSFX S Y 1\nSFX S 0 s .',
      dic: 'lock/Sc\nlocks/!\ncat/Sc\nbook/c\nbookcat/!',
      right: 'lock cat cats catbook lockbook',
      wrong: 'locks bookcat Bookcat LOCKS',
    },
    {
      option: 'NOSUGGEST, SUBSTANDARD and WARN are right',
      aff: 'NOSUGGEST !\nSUBSTANDARD ?\nWARN W',
      dic: 'damn/!\naint/?\nrare/W',
      right: 'damn aint rare Damn',
      wrong: 'dam',
    },
    { option: 'FORBIDWARN', aff: 'WARN W\nFORBIDWARN', dic: 'rare/W\nlock', right: 'lock', wrong: 'rare Rare' },
  ])
})
