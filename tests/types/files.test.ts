import { describe, expect, test } from 'vitest'
import type { ScoredSample } from '../../src/core/scored-sample.js'
import { readSamples, readScored } from '../../src/files/index.js'
import {
  evaluate,
  languageCorrectness,
  type Report,
  type SampleArgs,
  scoreSamples,
  spellcheckRatio,
  summarize,
} from '../../src/index.js'
import { formatJson, parseReport } from '../../src/report/index.js'

// As in scores.test.ts: that this file compiles is the test.

interface Row {
  output: string
  language: string
  grade: number
}
const text = '{"text":"La tour mesure 330 mètres.","language":"fr","grade":2}'
const map = { output: 'text' }

describe('types of what is read', () => {
  test('rows have the type that is said', async () => {
    for await (const row of readSamples<Row>(new Blob([text]), { map })) {
      const grade: number = row.grade
      expect(grade).toBe(2)
      // @ts-expect-error: no such field
      expect(row.grad).toBeUndefined()
    }
    // @ts-expect-error: a map of a field that the row has not
    expect(readSamples<Row>(new Blob([text]), { map: { outptu: 'text' } })).toBeDefined()
    // @ts-expect-error: no such format
    expect(readSamples(new Blob([text]), { from: 'xlsx' })).toBeDefined()
    // @ts-expect-error: rows are read, not given
    expect(readSamples([{ output: 'x' }])).toBeDefined()
    for await (const row of readSamples(new Blob([text]), { map })) {
      const grade: unknown = row.grade
      expect(grade).toBe(2)
      // @ts-expect-error: nobody has said what it is
      const number: number = row.grade
      expect(number).toBe(2)
    }
  })

  test('they go into evaluate, and its scorers know them', async () => {
    const rows = () => readSamples<Row>(new Blob([text]), { map })
    const ofRow = await evaluate(rows(), { scorers: [spellcheckRatio({ language: (row) => row.language })] })
    expect(ofRow.groups[0]?.metrics.languageCorrectness?.mean).toBe(1)
    const report = await evaluate(rows(), {
      scorers: [spellcheckRatio()],
      by: ['grade'],
      onSample: ({ sample }) => {
        const grade: number = sample.grade
        expect(grade).toBe(2)
      },
    })
    const mean: number | null | undefined = report.groups[0]?.metrics.spellcheckRatio.mean
    expect(mean).toBe(1)
    expect(report.groups[0]?.by.grade).toBe('2')
  })

  test('scored rows know their row; their metrics are names', async () => {
    const line = `${text.slice(0, -1)},"output":"x","scores":{"m":{"status":"scored","score":1,"metadata":{}}},"signature":"wrongLanguage:exclude"}`
    const scored: ScoredSample<Row>[] = []
    for await (const each of readScored<Row>(new Blob([line]))) scored.push(each)
    const grade: number | undefined = scored[0]?.sample.grade
    const report = await summarize(scored, { by: ['grade'] })
    const mean: number | null | undefined = report.groups[0]?.metrics.m?.mean
    expect([grade, mean]).toEqual([2, 1])
    // @ts-expect-error: it may not be there
    expect(report.groups[0]?.metrics.m.mean).toBe(1)
    // @ts-expect-error: not grouped by it
    expect(report.groups[0]?.by.language).toBeUndefined()
  })
})

describe('types of summarize', () => {
  const rows: Row[] = [{ output: 'La tour mesure 330 mètres.', language: 'fr', grade: 2 }]

  test('metrics and fields of the report are those of the scored samples', async () => {
    const stream = scoreSamples(rows, { scorers: [spellcheckRatio(), spellcheckRatio({ name: 'second' })] })
    const report = await summarize(stream, { by: ['language', 'grade'] })
    const [group] = report.groups
    expect([group?.metrics.spellcheckRatio.mean, group?.metrics.second.mean]).toEqual([1, 1])
    expect(group?.metrics.languageCorrectness?.mean).toBe(1)
    const grade: string | null | undefined = group?.by.grade
    expect(grade).toBe('2')
    // @ts-expect-error: no such metric
    expect(group?.metrics.spelcheckRatio).toBeUndefined()
    // @ts-expect-error: not grouped by it
    expect(group?.by.model).toBeUndefined()
    const macro: (string | null)[] = report.macro.map(({ by }) => by.grade)
    expect(macro).toEqual([])
  })

  test('it is a report like any other', async () => {
    const scored: ScoredSample<SampleArgs, 'languageCorrectness'>[] = []
    for await (const each of scoreSamples(rows, { scorers: [languageCorrectness()] })) scored.push(each)
    const report: Report = await summarize(scored)
    expect(parseReport(formatJson(report))).toEqual(report)
    // @ts-expect-error: no such policy
    await expect(summarize(scored, { wrongLanguage: 'drop' })).rejects.toThrow(RangeError)
    // @ts-expect-error: rows without scores
    await expect(summarize(rows)).rejects.toThrow(TypeError)
  })
})
