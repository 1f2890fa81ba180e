import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { ScoredSample } from '../../src/core/scored-sample.js'
import { readScored, writeScored } from '../../src/files/index.js'
import {
  defineScorer,
  type EvaluateOptions,
  evaluate,
  givenCorrectLanguage,
  languageCorrectness,
  type Sample,
  type SampleArgs,
  scored,
  scoreSamples,
  spellcheckRatio,
  summarize,
  type WrongLanguagePolicy,
} from '../../src/index.js'
import { demoSamples } from '../support/demo.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A metric whose values, reasons and messages come from the row. */
const quality = defineScorer(
  'gpt:4|o.quality',
  (args) => {
    const { value, why } = args as Sample
    if (typeof value === 'number') return { score: value, ...(why === undefined ? {} : { reason: String(why) }) }
    return { status: 'skipped', reason: String(why), metadata: { message: `for ${String(why)}` } }
  },
  {
    signature: async () => ({ 'gpt:4|o.quality': 'a|b:c', z: '', a: 'first' }),
  },
)

/** Rows as they come: ids of all kinds and none, blank fields, values that JSON writes otherwise. */
const oddRows: (SampleArgs & Record<string, unknown>)[] = [
  { id: 7, output: 'Oui, bien sûr.', language: 'fr', value: -0 },
  { id: 8, output: 'Oui, bien sûr.', language: 'fr', value: 1 / 3 },
  { id: '', output: 'Bonjour à tous.', language: 'French', input: '', value: 5e-324 },
  { output: 'Bonjour à tous.', language: null, input: 'Dis bonjour à tout le monde.', value: 1 },
  { output: 'Hello, everybody.', language: 'fr', value: 0.1, why: '__proto__' },
  { output: 'Hallo.', language: 'frnch', value: null, why: 'constructor' },
  { output: '42', value: null, why: '__proto__' },
  { output: '42', value: undefined, why: 'toString', model: '__proto__' },
  { output: '\ud83d', language: '', value: 0.7, model: '\u2028' },
  { output: null as unknown as string, language: 'fr' },
]

interface Case {
  name: string
  rows: SampleArgs[]
  options: EvaluateOptions<SampleArgs>
}
const surface = [languageCorrectness(), spellcheckRatio()]
const cases: Case[] = [
  { name: 'no fields', rows: demoSamples.slice(0, 40), options: { scorers: surface } },
  ...(['exclude', 'zero', 'include'] as WrongLanguagePolicy[]).map((wrongLanguage) => ({
    name: wrongLanguage,
    rows: demoSamples.slice(0, 300),
    options: { scorers: surface, by: ['model', 'language'], seed: 7, wrongLanguage },
  })),
  {
    name: 'a verdict that comes along',
    rows: demoSamples.slice(0, 40),
    options: { scorers: [spellcheckRatio()], by: ['language'] },
  },
  {
    name: 'a scorer under a rule of its own',
    rows: demoSamples.slice(0, 40),
    options: {
      scorers: [givenCorrectLanguage(spellcheckRatio(), { wrongLanguage: 'zero' })],
      wrongLanguage: 'include',
    },
  },
  {
    name: 'rows as they come',
    rows: oddRows,
    options: { scorers: [quality], by: ['model', 'language', 'value'], onBadSample: 'fail' },
  },
]

describe('summarize gives the report of evaluate, to the last byte', () => {
  test.each(cases)('$name', async ({ name, rows, options }) => {
    const { by = [], seed = 0, ...scoring } = options
    const whole = JSON.stringify(await evaluate(rows, options))
    const scoredRows: ScoredSample<SampleArgs>[] = []
    for await (const each of scoreSamples(rows, { scorers: surface, ...scoring })) scoredRows.push(each)
    expect(JSON.stringify(await summarize(scoredRows, { by, seed }))).toBe(whole)

    const path = join(folder, `${name}.jsonl`)
    await writeScored(path, scoreSamples(rows, { scorers: surface, ...scoring }))
    expect(JSON.stringify(await summarize(readScored(path), { by, seed }))).toBe(whole)
  })
})

describe('summarize', () => {
  const sample = { output: 'x', model: 'a' }
  const one = (signature: Record<string, string>, fields = {}): ScoredSample => ({
    sample: { ...sample, ...fields },
    scores: [scored('m', 1)],
    signature,
  })

  test('by a field that no sample has is an error that names the nearest', async () => {
    const rows = [one({ wrongLanguage: 'exclude' })]
    await expect(summarize(rows, { by: ['modle'] })).rejects.toThrow(RangeError)
    await expect(summarize(rows, { by: ['modle'] })).rejects.toThrow(
      'by: no sample has a field "modle"; did you mean "model"?',
    )
    const all = [...rows, one({ wrongLanguage: 'exclude' }, { task: 't' })]
    const { groups } = await summarize(all, { by: ['task'] })
    expect(groups.map(({ by }) => by.task)).toEqual([null, 't'])
  })

  test('samples of two runs do not add up', async () => {
    const runs = [one({ wrongLanguage: 'exclude', model: 'a' }), one({ wrongLanguage: 'zero', model: 'a' })]
    await expect(summarize(runs)).rejects.toThrow(/cannot be combined \(wrongLanguage: exclude ≠ zero\)/)
  })

  test('the policy is that of the signature, or is said', async () => {
    expect((await summarize([one({ wrongLanguage: 'zero' })])).wrongLanguage).toBe('zero')
    expect((await summarize([one({})], { wrongLanguage: 'include' })).wrongLanguage).toBe('include')
    await expect(summarize([one({})])).rejects.toThrow('give the policy as { wrongLanguage }')
    await expect(summarize([one({ wrongLanguage: 'zero' })], { wrongLanguage: 'exclude' })).rejects.toThrow(
      'scored with wrongLanguage: "zero", not "exclude"',
    )
    await expect(summarize([], { wrongLanguage: 'drop' as never })).rejects.toThrow(RangeError)
    await expect(summarize([one({ wrongLanguage: 'drop' })])).rejects.toThrow(RangeError)
  })

  test('no samples, no groups', async () => {
    expect(await summarize([], { by: ['any'] })).toEqual({
      signature: { seed: '0' },
      wrongLanguage: 'exclude',
      by: ['any'],
      groups: [],
      macro: [],
      tallies: [],
    })
  })

  test('a seed is an integer', async () => {
    await expect(summarize([], { seed: 0.5 })).rejects.toThrow(TypeError)
  })

  test('what goes wrong in the stream comes through, and the stream is closed when reading stops', async () => {
    let closed = false
    async function* stream() {
      try {
        yield one({ wrongLanguage: 'exclude', model: 'a' })
        yield one({ wrongLanguage: 'exclude', model: 'b' })
        yield one({ wrongLanguage: 'exclude', model: 'c' })
      } finally {
        closed = true
      }
    }
    await expect(summarize(stream())).rejects.toThrow('model: a ≠ b')
    expect(closed).toBe(true)
  })
})
