import { describe, expect, test } from 'vitest'
import { scoreSamples } from '../../src/evaluation/score-samples.js'
import {
  evaluate,
  languageConfusion,
  languageCorrectness,
  mergeReports,
  spellcheckRatio,
  summarize,
} from '../../src/index.js'
import { formatJson, formatMarkdown, formatTable } from '../../src/report/index.js'
import { parseReport } from '../../src/results/parse-report.js'

const scorers = [languageCorrectness(), spellcheckRatio(), languageConfusion()]
const by = ['language'] as const
const text = {
  fr: 'Le conseil municipal se réunira demain soir à la mairie.',
  en: 'The council will meet tomorrow evening at the town hall.',
  pt: 'O conselho vai reunir-se amanhã à noite na câmara municipal.',
}
const stated = [
  { id: '1', output: text.fr, language: 'fr' },
  { id: '2', output: text.en, language: 'fr' },
  { id: '3', output: text.en, language: 'en' },
]
// French and Portuguese are told from the prompts alone; the first answer is wrong.
const guessed = [
  { id: '4', output: text.en, input: text.fr },
  { id: '5', output: text.pt, input: text.pt },
]

describe('samples whose expected language was guessed', () => {
  test('are in their groups, counted, and in no macro mean', async () => {
    const report = await evaluate([...stated, ...guessed], { scorers, by })
    expect(report.guessedLanguage).toEqual({ samples: 2, of: 5 })
    const correctness = report.groups.map(({ by, metrics }) => [
      by.language,
      metrics.languageCorrectness.total,
      metrics.languageCorrectness.mean,
    ])
    expect(correctness).toEqual([
      ['en', 1, 1],
      ['fr', 3, 1 / 3],
      ['pt', 1, 1],
    ])
    const alone = await evaluate(stated, { scorers, by })
    expect(alone.guessedLanguage).toBeUndefined()
    expect(report.macro).toEqual(alone.macro)
    expect(report.macro[0]?.metrics.languageCorrectness).toMatchObject({ mean: 0.75, over: ['en', 'fr'], missing: [] })
  })

  test('alone make no macro mean', async () => {
    const report = await evaluate(guessed, { scorers, by })
    expect([report.macro, report.guessedLanguage]).toEqual([[], { samples: 2, of: 2 }])
  })

  test('each score tells it', async () => {
    for await (const { sample, scores } of scoreSamples([...stated, ...guessed], { scorers })) {
      const told = scores.map(({ metadata }) => 'expectedFrom' in metadata && metadata.expectedFrom)
      const expected = 'input' in sample ? 'input' : false
      // A response in the wrong language is left out of the other metrics, with its evidence.
      expect(told[0]).toBe(expected)
      if (scores.every(({ status }) => status === 'scored')) expect(told).toEqual([expected, expected, expected])
    }
  })

  test('stay apart through merging, JSON and scored samples', async () => {
    const all = [...stated, ...guessed]
    const whole = await evaluate(all, { scorers, by })
    const shards = [
      [all[3], all[0]],
      [all[1], all[4], all[2]],
    ] as (typeof all)[]
    const reports = []
    for (const shard of shards) reports.push(await evaluate(shard, { scorers, by }))
    const merged = mergeReports(reports)
    expect([merged.guessedLanguage, merged.macro, merged.groups]).toEqual([
      whole.guessedLanguage,
      whole.macro,
      whole.groups,
    ])
    expect(parseReport(formatJson(whole))).toEqual(whole)
    expect(await summarize(scoreSamples(all, { scorers }), { by })).toEqual(whole)
  })

  test('the first line of a table says so', async () => {
    const report = await evaluate([...stated, ...guessed], { scorers, by })
    const warning = /^expected language guessed from the prompt for 2 of 5: give --language or --map language=…/
    expect(formatTable(report)).toMatch(warning)
    expect(formatMarkdown(report)).toMatch(/^expected language guessed from the prompt for 2 of 5: give/)
    expect(formatTable(await evaluate(stated, { scorers, by }))).toMatch(/^language +metric/)
  })
})
