import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { affixSpeller } from '../../../src/engines/hunspell/affix-speller.js'

/** The folder `tests` of a checkout of hunspell/hunspell; the cases are not ours to copy. */
const folder = process.env.HUNSPELL_TESTS ?? ''

/** The cases that do not pass, and why; docs/guide/numbers.md has the same list. */
const NOT_PASSED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([1, 2, 3, 4].map((i) => [`1748408-${i}`, 'a word list without a count is an error here'])),
  ...Object.fromEntries(
    [
      'checkcompoundpattern5',
      'checkcompoundpattern6',
      'checkcompoundpattern7',
      'checksharpsutf2',
      'gh1045',
      'gh106',
      'gh1060',
      'gh1122',
      'gh353',
      'gh749',
      'iconv3',
      'limit-multiple-compounding',
      'pfxdot',
      'trace_circumfix',
    ].map((name) => [name, 'newer than 1.7.1, whose verdicts are ours']),
  ),
  hu: 'Hungarian compounds have rules of their own, built into Hunspell for LANG hu',
}

const cases = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => /\.(good|wrong)$/.test(file))
      .map((file) => file.replace(/\.\w+$/, ''))
      .filter(
        (name, i, all) =>
          all.indexOf(name) === i && ['.aff', '.dic'].every((end) => existsSync(join(folder, name + end))),
      )
  : []

/** The words of a file; the command line tool that reads it for Hunspell parts words at blanks. */
function wordsOf(name: string): string[] {
  const path = join(folder, name)
  return existsSync(path)
    ? readFileSync(path, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\s+/)
        .filter(Boolean)
    : []
}

async function verdictsAgainst(name: string): Promise<string[]> {
  const read = (end: string) => readFileSync(join(folder, name + end))
  const speller = await affixSpeller.load({ aff: read('.aff'), dic: read('.dic') }, name)
  return [
    ...wordsOf(`${name}.good`)
      .filter((word) => !speller.correct(word))
      .map((word) => `${word} should be right`),
    ...wordsOf(`${name}.wrong`)
      .filter((word) => speller.correct(word))
      .map((word) => `${word} should be wrong`),
  ]
}

describe.skipIf(cases.length === 0)(
  'Hunspell’s own cases (needs HUNSPELL_TESTS, the folder tests of hunspell/hunspell)',
  () => {
    test.each(cases.filter((name) => !(name in NOT_PASSED)))('%s', async (name) => {
      expect(await verdictsAgainst(name)).toEqual([])
    })

    test.each(Object.entries(NOT_PASSED).filter(([name]) => cases.includes(name)))(
      '%s does not pass: %s',
      async (name) => {
        expect(await verdictsAgainst(name).catch((error: unknown) => [String(error)])).not.toEqual([])
      },
    )
  },
)
