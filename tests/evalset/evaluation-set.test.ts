import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { distance } from 'fastest-levenshtein'
import { describe, expect, test } from 'vitest'
import {
  applyModifiers,
  balancedSubset,
  evaluationLanguages,
  evaluationSet,
  evaluationSetVersion,
} from '../../src/evalset/index.js'
import { evaluate, languageCorrectness, mergeReports, scoreSamples, spellcheckRatio } from '../../src/index.js'
import { hasShared, sharedPath } from '../support/shared.js'

const set = evaluationSet()
const perLanguage = evaluationLanguages.map((language) => [language, evaluationSet([language])] as const)

describe('the evaluation set is balanced', () => {
  test.each(perLanguage)('%s: 113 instructions, 25 tasks, 4 or 5 of each', (_, prompts) => {
    expect(prompts).toHaveLength(113)
    const perTask = countBy(prompts.map(({ task = '' }) => task))
    expect(perTask.size).toBe(25)
    expect([...perTask.values()].every((count) => count === 4 || count === 5)).toBe(true)
  })

  test('ids, tasks and the rated subset are the same in every language, and ids are unique', () => {
    const keys = perLanguage.map(([, prompts]) =>
      prompts.map(({ id, task, rated = false }) => `${id} ${task} ${rated}`),
    )
    for (const other of keys) expect(other).toEqual(keys[0])
    expect(new Set(keys[0]).size).toBe(113)
    for (const { id, task } of set) expect(id).toMatch(new RegExp(`^${task}-\\d$`))
  })

  test('30 are for human rating, one or two of each task', () => {
    const rated = evaluationSet(['pt']).filter((prompt) => prompt.rated)
    const perTask = countBy(rated.map(({ task = '' }) => task))
    expect(rated).toHaveLength(30)
    expect(perTask.size).toBe(25)
    expect(Math.max(...perTask.values())).toBe(2)
  })

  test('answers that may be a bare word, number or name are marked alike in every language', () => {
    const marked = perLanguage.map(([, prompts]) => prompts.filter(({ bareAnswer }) => bareAnswer).map(({ id }) => id))
    for (const ids of marked) expect(ids).toEqual(['facts-3', 'facts-4', 'lists-3'])
  })

  test('another language is an error that names those there are', () => {
    expect(() => evaluationSet(['de'])).toThrow('the evaluation set has en, fr, pt, ru; got "de"')
  })
})

describe('its texts', () => {
  test.each(perLanguage)('are in their language by fastText: %s', async (_, prompts) => {
    const correct = languageCorrectness()
    const wrong: string[] = []
    for (const { id, input, language } of prompts) {
      const { score } = await correct({ output: input, language })
      if (score !== 1) wrong.push(id)
    }
    expect(wrong).toEqual([])
  })

  test.each(perLanguage)('are spelt as Hunspell has it: %s', async (_, prompts) => {
    const spelled = spellcheckRatio()
    const wrong: unknown[] = []
    for (const { id, input, language } of prompts) {
      const { metadata } = await spelled({ output: input, language })
      if ((metadata.misspelled as string[]).length > 0) wrong.push({ id, misspelled: metadata.misspelled })
    }
    expect(wrong).toEqual([])
  })

  test('are one line each, without white space at the ends', () => {
    for (const { input } of set) expect(input).toBe(input.replace(/\s+/gu, ' ').trim())
  })

  test('have no near-duplicates', () => {
    for (const [, prompts] of perLanguage) {
      for (const [at, a] of prompts.entries()) {
        for (const b of prompts.slice(at + 1)) expect(similarity(a.input, b.input), `${a.id} ${b.id}`).toBeLessThan(0.6)
      }
    }
  })

  describe.skipIf(!hasShared)('beside the released set', () => {
    test.each(perLanguage)('none is a near-duplicate: %s', (language, prompts) => {
      const released = readFileSync(sharedPath(`released-eval/alpacaeval_test_subset.${language}.jsonl`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as [{ content: string }])[0].content)
      expect(released).toHaveLength(113)
      for (const { id, input } of prompts) {
        for (const theirs of released) {
          expect(similarity(input, theirs), `${id}: ${theirs}`).toBeLessThan(0.65)
          expect(sharedRun(input, theirs), `${id}: ${theirs}`).toBeLessThan(6)
        }
      }
    })
  })
})

describe('its version', () => {
  test('is another one when any text or attachment is: raise evaluationSetVersion with the hash', () => {
    const prompts = [...set, ...applyModifiers(set)].map(({ evalset: _, ...prompt }) => prompt)
    const hash = createHash('sha256').update(JSON.stringify(prompts)).digest('hex').slice(0, 16)
    expect({ [evaluationSetVersion]: hash }).toEqual({ '2': '19695dcc6077910d' })
  })

  const answer = { output: 'La pluie tombe sur la ville.', language: 'fr' }
  const [prompt] = applyModifiers(evaluationSet(['fr'])).filter(({ modifier }) => modifier === 'short')

  test('is in the signature of what was scored, plain or modified', async () => {
    for (const from of [evaluationSet(['fr'])[0], prompt]) {
      expect(from?.evalset).toBe(evaluationSetVersion)
      const report = await evaluate([{ ...from, ...answer }])
      expect(report.signature.evalset).toBe(evaluationSetVersion)
    }
    for await (const { signature } of scoreSamples([{ ...prompt, ...answer }], { scorers: [languageCorrectness()] })) {
      expect(signature.evalset).toBe(evaluationSetVersion)
    }
    expect((await evaluate([answer])).signature).not.toHaveProperty('evalset')
  })

  test('is in it for a response that could not be generated too', async () => {
    const missing = { ...prompt, ...answer, output: '', generation: { error: 'refusal', message: 'no' } }
    expect((await evaluate([missing])).signature.evalset).toBe(evaluationSetVersion)
  })

  test.each([['2.1'], ['mine'], ['1234'], [[2]], [null], [-2], [true]])(
    'a column of the same name in a file of one’s own is none: %j',
    async (evalset) => {
      expect((await evaluate([{ ...answer, evalset }])).signature).not.toHaveProperty('evalset')
    },
  )

  test('samples of two versions, and of none, are said to be; merged shards say the same as the whole', async () => {
    const samples = [{ ...answer, evalset: '1' }, { ...answer, evalset: 2 }, answer]
    const shards = await Promise.all(samples.map((sample) => evaluate([sample])))
    expect((await evaluate(samples)).signature.evalset).toBe('1,2')
    expect(mergeReports(shards).signature.evalset).toBe('1,2')
  })
})

describe('balancedSubset', () => {
  const french = evaluationSet(['fr'])

  test.each([0, 1, 25, 30, 60, 112, 113])(
    '%i: the sizes of tasks differ by one at most, until one runs out',
    (size) => {
      const subset = balancedSubset(french, { size })
      const counts = countBy(subset.map(({ task = '' }) => task))
      expect(subset).toHaveLength(size)
      const sizes = [...counts.values(), ...(counts.size < 25 ? [0] : [])]
      if (size > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    },
  )

  test('more than there are gives all, in their order', () => {
    expect(balancedSubset(french, { size: 1000 })).toEqual(french)
  })

  test('the same ids in every language, others with another seed', () => {
    const ids = (language: string, seed: number) =>
      balancedSubset(evaluationSet([language]), { size: 30, seed }).map(({ id }) => id)
    expect(ids('ru', 7)).toEqual(ids('en', 7))
    expect(ids('ru', 8)).not.toEqual(ids('ru', 7))
  })

  test('several fields make the groups', () => {
    const subset = balancedSubset(set, { size: 100, by: ['language', 'task'] })
    expect(countBy(subset.map(({ language, task }) => `${language} ${task}`)).size).toBe(100)
  })

  test.each([-1, 1.5, Number.NaN])('a size of %s is an error', (size) => {
    expect(() => balancedSubset(french, { size })).toThrow(RangeError)
  })
})

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** 1 for equal texts, 0 for texts without anything in common: one minus the edit distance over the longer's length. */
function similarity(a: string, b: string): number {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  if (shorter.length < longer.length / 2) return shorter.length / longer.length // it cannot be more
  return 1 - distance(a.toLowerCase(), b.toLowerCase()) / longer.length
}

/** The longest run of words that both have. */
function sharedRun(a: string, b: string): number {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []
  const [left, right] = [words(a), words(b)]
  let best = 0
  let row = new Array<number>(right.length + 1).fill(0)
  for (const word of left) {
    const next = [0]
    for (const [at, other] of right.entries()) next.push(word === other ? (row[at] as number) + 1 : 0)
    best = Math.max(best, ...next)
    row = next
  }
  return best
}
