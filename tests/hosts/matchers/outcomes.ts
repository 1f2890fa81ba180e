import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { run } from '../../support/packed.js'

export const fixture = fileURLToPath(new URL('fixture/', import.meta.url))
export const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url))

/** The tests of fixture/matchers.js: `passes`, or the message that they fail with. A part of the message where it depends on the model's numbers. */
export const EXPECTED: readonly [name: string, message: string | RegExp][] = [
  ['language: right', 'passes'],
  [
    'language: wrong',
    /^Error: expect\(response\)\.toBeInLanguage\n\nExpected: French \(fr\)\nReceived: languageCorrectness 0\.00\n {2}expected: fr\n {2}detected: en, probability 0\.9\d; then \w+ 0\.\d\d, \w+ 0\.\d\d\nResponse: The Eiffel Tower is 330 metres tall and stands in Paris\.$/,
  ],
  ['language: not, wrong', 'passes'],
  [
    'language: not, right',
    /^Error: expect\(response\)\.not\.toBeInLanguage\n\nExpected: not French \(fr\)\n[\s\S]*detected: fr, probability 0\.9/,
  ],
  [
    'language: skipped',
    'Error: toBeInLanguage: there is no score to compare.\n\nExpected: French (fr)\nReceived: languageCorrectness skipped (no-letters): a response without any letter has no language\n  expected: fr\nResponse: 42',
  ],
  ['language: not, skipped', /^Error: toBeInLanguage: there is no score to compare\.[\s\S]*skipped \(no-letters\)/],
  ['language: empty', /0\.00 \(empty-response\)\n {2}expected: fr\n {2}detected: nothing\nResponse: \(empty\)$/],
  ['language: no such language', /^RangeError: unknown language "Frensh"; did you mean "french"/],
  ['language: terminal escapes', /Response: �\[31mHello there, how are you\?�$/],
  ['language: resolves', 'passes'],
  ['language: no text', /^TypeError: languageCorrectness: expected \{ output: string, … \}, got a number$/],
  ['language: inside another matcher', /^TypeError: toBeInLanguage takes time: write `await expect\(response\)/],

  ['awaited: together', 'passes'],
  ['awaited: as it should fail', 'passes'],

  ['spelling: enough', 'passes'],
  [
    'spelling: too little',
    'Error: expect(response).toPassSpellcheck\n\nExpected: at least 95 % of the words in the dictionary of French (fr)\nReceived: spellcheckRatio 0.83\n  5 of 6 words correct\n  misspelt: kanapé\n  language: fr\nResponse: Le chat dort sur le kanapé.',
  ],
  ['spelling: all by default', /Expected: all of the words/],
  [
    'spelling: no dictionary',
    /^Error: [\s\S]*spellcheckRatio skipped \(no-dictionary\): .* npm install dictionary-eo\n/,
  ],
  ['spelling: in percent', 'RangeError: toPassSpellcheck: min must be a number from 0 to 1, got 95'],

  ['modifier: followed', 'passes'],
  [
    'modifier: two of three',
    'Error: expect(response).toFulfillModifier\n\nExpected: to follow num_items_3\nReceived: modifierFulfillment 0.00\n  2 of 3 items, 1 missing\n    1. lire\n    2. nager\n    3. (missing)\nResponse: 1. lire 2. nager',
  ],
  ['modifier: by its name', 'passes'],
  ['modifier: short', /sentences: 6\n {2}words: 66\nResponse: La tour [^\n]{280,}…$/],
  ['modifier: language', /expected: fr\n {2}detected: en, probability 0\.9/],
  [
    'modifier: no judge',
    /^Error: toFulfillModifier: there is no score[\s\S]*skipped \(no-judge\): simple_style is for a judge/,
  ],
  ['modifier: unknown', /^RangeError: unknown modifier "shorter"; did you mean "short"\?/],
  ['modifier: without count', 'TypeError: toFulfillModifier: num_items needs its count, as { n: 3 }'],
  [
    'modifier: count for nothing',
    /^TypeError: toFulfillModifier: \{ n \} is the count of num_items, and "short" has none$/,
  ],

  ['scorer: reached', 'passes'],
  ['scorer: missed', /Expected: half of at least 0\.6\nReceived: half 0\.50\n {2}rationale: half of it\n/],
  [
    'scorer: wrong line',
    /linePassRate 0\.00\n {2}line 2 is en \(0\.9\d\): The Eiffel Tower is 330 metres tall and stands in Paris\n/,
  ],
  ['scorer: no number', /^Error: toScore: [\s\S]*score failed \(invalid-score\): the scorer gave NaN/],
  ['scorer: throws', 'Error: judge is away'],
  ['scorer: without minimum', 'RangeError: toScore: min must be a number from 0 to 1, got undefined'],
  ['scorer: of prompt and response', 'passes'],
]

export type Outcomes = ReadonlyMap<string, readonly string[]>

/** Runs the tests of a folder and tells, by name, with what messages each failed. */
export async function outcomesOf(args: readonly string[], cwd: string): Promise<Outcomes> {
  // Not the variables of the vitest that runs this test.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$)/.test(name)))
  const { stdout, stderr } = await run(process.execPath, args, { cwd, env: { ...own, NO_COLOR: '1' } })
  const [json] = /^\{[\s\S]*/m.exec(stdout) ?? []
  if (json === undefined) throw new Error(`no results:\n${stdout}\n${stderr}`)
  const { testResults } = JSON.parse(json) as {
    testResults: { assertionResults: { title: string; failureMessages: string[] }[] }[]
  }
  return new Map(
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, failureMessages }) => [title, failureMessages.map(withoutStack)]),
  )
}

function withoutStack(message: string): string {
  return message.replace(/\n+ {4}at (?:[^\n]*:\d+:\d+|[^\n]*<anonymous>)[\s\S]*$/, '')
}

export function expectOutcome(outcomes: Outcomes, name: string, message: string | RegExp): void {
  const messages = outcomes.get(name)
  if (message === 'passes') expect(messages).toEqual([])
  else if (typeof message === 'string') expect(messages).toEqual([message])
  else expect(messages).toEqual([expect.stringMatching(message)])
}

export function names(...files: readonly string[]): string[] {
  const sources = files.map((file) => readFileSync(join(fixture, file), 'utf8')).join('\n')
  return [...sources.matchAll(/^test\('([^']+)'/gm)].map(([, name = '']) => name).sort()
}
