import { expect, test } from 'vitest'
import { weightedSums } from '../../src/statistics/weighted-sums.js'
import { count } from '../support/counts.js'

const COUNT = count(1e6, 1e7)
const ONCE = Uint8Array.of(1)

/** Over 2³¹, odd, so that the exact sum of any number of them is a whole number over 2³¹. */
const numerators = Array.from({ length: 1000 }, (_, i) => ((i * 1_664_525 + 1_013_904_223) % 2 ** 31) | 1)

test.each<[name: string, value: (i: number) => number, exact: number]>([
  ['the same value', () => 0.9, 0.9 * COUNT],
  [
    'different values',
    (i) => (numerators[i % 1000] as number) / 2 ** 31,
    (numerators.reduce((sum, value) => sum + value, 0) * (COUNT / 1000)) / 2 ** 31,
  ],
])('millions of %s: the whole, and the sum of shards, to 1e-12', (_, value, exact) => {
  const whole = weightedSums(1)
  const shards = Array.from({ length: 7 }, () => weightedSums(1))
  for (let i = 0; i < COUNT; i++) {
    whole.add(value(i), ONCE)
    shards[(i >> 4) % 7]?.add(value(i), ONCE)
  }
  const merged = weightedSums(1)
  for (const shard of shards) merged.addSums(shard.taken().weights(), JSON.parse(JSON.stringify(shard.taken().sums())))
  for (const of of [whole, merged]) {
    expect(of.taken().weights()).toEqual([COUNT])
    expect(Math.abs((of.taken().sums()[0] as number) / exact - 1)).toBeLessThan(1e-14)
  }
  // Added one by one they are not.
  let plain = 0
  for (let i = 0; i < COUNT; i++) plain += value(i)
  if (value(0) === 0.9) expect(Math.abs(plain / exact - 1)).toBeGreaterThan(1e-12)
})

test('each sum has its own weights, and what was written comes back as it was', () => {
  const some = weightedSums(3)
  some.add(1 / 3, Uint8Array.of(1, 0, 3))
  expect([some.taken().weights(), some.taken().sums()]).toEqual([
    [1, 0, 3],
    [1 / 3, 0, 1],
  ])
  const again = weightedSums(3)
  again.addSums([1, 2, 3], [0.1, 123456.789, 1])
  expect([again.taken().weights(), again.taken().sums()]).toEqual([
    [1, 2, 3],
    [0.1, 123456.789, 1],
  ])
})

test('what was taken stays as it is when more is added', () => {
  const sums = weightedSums(1)
  sums.add(0.5, Uint8Array.of(1))
  const taken = sums.taken()
  sums.add(0.25, Uint8Array.of(2))
  sums.addSums([1], [1])
  expect([taken.weights(), taken.sums()]).toEqual([[1], [0.5]])
  expect([sums.taken().weights(), sums.taken().sums()]).toEqual([[4], [2]])
})
