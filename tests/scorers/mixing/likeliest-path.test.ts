import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeliestPath } from '../../../src/scorers/mixing/likeliest-path.js'

/** What a path is worth, told by hand. */
function worth(
  path: readonly number[],
  steps: readonly (readonly number[])[],
  change: number,
  starts: readonly number[],
) {
  return path.reduce(
    (sum, state, at) => sum + (steps[at]?.[state] ?? Number.NaN) - (at === 0 ? 0 : path[at - 1] === state ? 0 : change),
    // The first step may change from the state that costs nothing, as any other.
    -Math.min(starts[path[0] ?? 0] ?? 0, Math.min(...starts) + change),
  )
}

function everyPath(length: number, states: number): number[][] {
  if (length === 0) return [[]]
  return everyPath(length - 1, states).flatMap((path) => Array.from({ length: states }, (_, state) => [...path, state]))
}

test('no path of all is worth more', () => {
  const value = fc.integer({ min: -8, max: 0 })
  const steps = fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(steps, fc.nat(5), fc.tuple(fc.constant(0), fc.nat(3), fc.nat(3)), (given, change, starts) => {
      const found = worth(likeliestPath(given, change, starts), given, change, starts)
      const best = Math.max(...everyPath(given.length, 3).map((path) => worth(path, given, change, starts)))
      expect(found).toBe(best)
    }),
    { numRuns: 200 },
  )
})

test('of no step there is no path', () => {
  expect(likeliestPath([], 1, [0, 1])).toEqual([])
})
