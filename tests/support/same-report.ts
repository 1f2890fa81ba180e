import { expect } from 'vitest'
import type { Report } from '../../src/index.js'

type Summed = Omit<Report, 'tallies'>

/** Counts bit for bit, means and interval ends to 1e-12, macro means too. */
export function expectSame(merged: Summed, whole: Summed): void {
  expect(merged.signature).toEqual(whole.signature)
  expect(merged.groups.map(({ by }) => by)).toEqual(whole.groups.map(({ by }) => by))
  for (const [i, { metrics }] of whole.groups.entries()) {
    expect(Object.keys(merged.groups[i]?.metrics ?? {}).sort()).toEqual(Object.keys(metrics).sort())
    for (const [name, expected] of Object.entries(metrics)) {
      const { mean, interval, ...counts } = merged.groups[i]?.metrics[name] ?? { mean: Number.NaN, interval: null }
      expect(counts).toEqual((({ mean: _, interval: __, ...rest }) => rest)(expected))
      expectClose([mean, ...(interval ?? [null])], [expected.mean, ...(expected.interval ?? [null])])
      const { total, scored, wrongLanguage, skipped, failed } = expected
      expect(scored + wrongLanguage + skipped + failed).toBe(total)
    }
  }
  expect(merged.macro.map(({ by, languages }) => [by, languages])).toEqual(
    whole.macro.map(({ by, languages }) => [by, languages]),
  )
  for (const [i, { metrics }] of whole.macro.entries()) {
    for (const [name, { mean, interval }] of Object.entries(metrics)) {
      const own = merged.macro[i]?.metrics[name]
      expectClose([own?.mean ?? null, ...(own?.interval ?? [null])], [mean, ...(interval ?? [null])])
    }
  }
}

function expectClose(actual: readonly (number | null)[], expected: readonly (number | null)[]): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, value] of expected.entries()) {
    if (value === null) expect(actual[i]).toBeNull()
    else expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(1e-12)
  }
}
