import { describe, expect, test } from 'vitest'
import { atLeast } from '../../src/statistics/binomial.js'
import { tQuantile, upperTail } from '../../src/statistics/student-t.js'

// Student (1908) by scipy 1.14: stats.t.isf(tail, df). A hosts test holds a grid of them to scipy itself.
describe('tQuantile', () => {
  test.each([
    [0.025, 1, 12.706204736],
    [0.025, 2, 4.30265273],
    [0.025, 10, 2.228138852],
    [0.025, 112, 1.981371815],
    [0.0005, 3, 12.92397864],
    [0.2, 19, 0.860950611],
    [0.025, 1e9, 1.959963985],
  ])('%f of %f degrees: %f', (tail, degrees, expected) => {
    expect(tQuantile(tail, degrees) / expected).toBeCloseTo(1, 5)
    expect(upperTail(expected, degrees) / tail).toBeCloseTo(1, 4)
  })

  test('is bounded where next to nothing is known', () => {
    expect(tQuantile(0.025, 1e-3)).toBe(1e6)
  })
})

describe('atLeast', () => {
  test.each([
    [0, 5, 0.5, 1],
    [5, 5, 0.5, 1 / 32],
    [4, 5, 0.5, 6 / 32],
    [6, 5, 0.5, 0],
    [3, 10, 0.1, 0.0701908264],
  ])('%i of %i at %f', (successes, trials, chance, expected) => {
    expect(atLeast(successes, trials, chance)).toBeCloseTo(expected, 9)
  })
})
