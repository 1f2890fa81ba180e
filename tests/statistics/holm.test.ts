import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holm } from '../../src/statistics/holm.js'

// Holm (1979), Scandinavian Journal of Statistics 6: the k-th smallest of n against α / (n − k + 1), until one is above.
test('holm rejects what the step-down procedure does', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (pValues) => {
      const sorted = [...pValues].sort((a, b) => a - b)
      const stop = sorted.findIndex((p, k) => p > 0.05 / (pValues.length - k))
      const rejected = stop === -1 ? pValues.length : stop
      const adjusted = holm(pValues)
      expect(adjusted.filter((p) => p <= 0.05 + 1e-15).length).toBe(rejected)
      for (const [i, p] of pValues.entries()) expect(adjusted[i]).toBeGreaterThanOrEqual(p)
    }),
  )
})
