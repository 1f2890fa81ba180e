import { expect, test } from 'vitest'
import { scored } from '../../src/core/score.js'
import { formatMarkdown } from '../../src/report/markdown.js'
import { formatTable } from '../../src/report/table.js'
import { summary } from '../../src/results/summary.js'

function reportOf(groups: number) {
  const signature = { crosslingual: '1.0.0' }
  const collected = summary({ by: ['model'], wrongLanguage: 'exclude', seed: 0, signature })
  for (let i = 0; i < groups; i++) {
    const model = `m${String(i).padStart(6, '0')}`
    collected.add({ sample: { id: String(i), output: 'x', model }, scores: [scored('a', 1, {})], signature })
  }
  return collected.report()
}

test('a table of very many groups shows the first and the last twenty, and says how many there are', () => {
  const report = reportOf(501)
  for (const text of [formatTable(report), formatMarkdown(report)]) {
    const shown = [...text.matchAll(/m(\d{6})/g)].map(([, number]) => Number(number))
    expect(shown).toEqual([...Array(20).keys(), ...Array.from({ length: 20 }, (_, i) => 481 + i)])
    expect(text).toContain('the first and last 20 of 501 groups; JSON and the report have all of them')
  }
  expect(formatTable(reportOf(500)).match(/m\d{6}/g)).toHaveLength(500)
})
