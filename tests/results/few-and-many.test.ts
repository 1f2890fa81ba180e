import { describe, expect, test } from 'vitest'
import { scored } from '../../src/core/score.js'
import { formatJson } from '../../src/report/json.js'
import { mergeReports } from '../../src/results/merge-reports.js'
import { parseReport } from '../../src/results/parse-report.js'
import { summary } from '../../src/results/summary.js'
import { poissonDraws, RESAMPLES } from '../../src/statistics/poisson-weights.js'
import { weightedSums } from '../../src/statistics/weighted-sums.js'

const scoreOf = (i: number) => ((i * 7919) % 1000) / 999
const sampleOf = (i: number) => ({
  sample: { id: `p${i % 300}`, output: 'x', model: 'm' },
  scores: [scored('m', scoreOf(i), {})],
  signature: { crosslingual: '1.0.0' },
})

function reportOf(from: number, to: number) {
  const collected = summary({ by: ['model'], wrongLanguage: 'exclude', seed: 3, signature: { crosslingual: '1.0.0' } })
  for (let i = from; i < to; i++) collected.add(sampleOf(i))
  return collected
}

describe('the sums of few scores, which are kept as scores, and of many', () => {
  test.each([1, 2, 5, 255, 256, 257, 600])('%i: equal to the last bit to those that are added at once', (count) => {
    const plain = weightedSums(RESAMPLES)
    for (let i = 0; i < count; i++) plain.add(scoreOf(i), poissonDraws(`p${i % 300}`, 3).weights)
    const tally = reportOf(0, count).report().tallies[0]?.metrics.m
    expect(tally?.weights).toEqual(plain.taken().weights())
    expect(tally?.weightedSums).toEqual(plain.taken().sums())
    expect(tally?.marks).toEqual(
      [...new Set(Array.from({ length: count }, (_, i) => poissonDraws(`p${i % 300}`, 3).mark as number))].sort(
        (a, b) => a - b,
      ),
    )
  })

  test('a report does not change when more is added', () => {
    const collected = reportOf(0, 250)
    const before = collected.report()
    const text = formatJson(before)
    for (let i = 250; i < 300; i++) collected.add(sampleOf(i))
    expect(formatJson(before)).toBe(text)
    expect(collected.report()).toEqual(reportOf(0, 300).report())
  })

  test('shards of few add up to the whole, and a report is read again as it was', () => {
    const whole = reportOf(0, 300).report()
    const merged = mergeReports([reportOf(0, 100).report(), reportOf(100, 300).report()])
    expect(merged.groups).toEqual(whole.groups)
    expect(parseReport(formatJson(whole))).toEqual(whole)
    expect(structuredClone(whole)).toEqual(whole)
  })
})
