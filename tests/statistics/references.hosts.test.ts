import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { agreement, correctedMean, type Rating, ratersAgreement } from '../../src/index.js'
import { atLeast } from '../../src/statistics/binomial.js'
import { clusterDifference } from '../../src/statistics/cluster-difference.js'
import { holm } from '../../src/statistics/holm.js'
import { incompleteBeta } from '../../src/statistics/incomplete-beta.js'
import { signFlipPValue } from '../../src/statistics/sign-flips.js'
import { tQuantile, upperTail } from '../../src/statistics/student-t.js'
import { wilsonInterval } from '../../src/statistics/wilson.js'
import { uniformNumbers } from '../support/simulated-scores.js'
import { withoutHost } from '../support/without-host.js'

const script = fileURLToPath(new URL('../support/statistics.py', import.meta.url))
const env = {
  ...process.env,
  PYTHONPATH: [process.env.PYTHON_STATISTICS, process.env.PYTHONPATH].filter(Boolean).join(':'),
}

const next = uniformNumbers(20)
const rating = () => Math.min(2, Math.floor(next() * 4)) as 0 | 1 | 2
const rates = (count: number) => Array.from({ length: count }, rating)

const grid = <A, B>(some: readonly A[], others: readonly B[]) => some.flatMap((a) => others.map((b) => [a, b] as const))
/** Ratings of a person and a judge who mostly agree, and of the judge alone. */
const powered = [
  [30, 83],
  [60, 400],
  [113, 1000],
].map(([both = 0, alone = 0]) => {
  const human = rates(both)
  return [human, human.map((value) => (next() < 0.6 ? value : rating())), rates(alone)] as const
})
const raters = [12, 40].map((items) =>
  Array.from({ length: items }, () => {
    const first = rating()
    return [first, next() < 0.7 ? first : rating(), next() < 0.7 ? first : rating()]
  }),
)
const clusters = [20, 60].map((count) => {
  const parts = Array.from({ length: count }, (_, k) => {
    const shared = next() - 0.4
    return Array.from({ length: 1 + (k % 4) }, () => ({ cluster: k, value: shared + (next() - 0.5) / 2 }))
  })
  return parts.flat()
})

const asked = {
  wilson: [
    [81, 263],
    [0, 20],
    [20, 20],
    [1, 29],
  ],
  upperTail: grid([0.1, 1, 2.5, 8], [0.7, 1, 3, 19, 112, 5000]),
  tQuantile: grid([0.2, 0.025, 0.001], [0.7, 1, 3, 19, 112, 5000]),
  atLeast: [
    [3, 10, 0.1],
    [9, 10, 0.5],
    [40, 50, 0.7],
  ],
  incompleteBeta: [
    [0.3, 0.5, 20],
    [0.9, 40, 2],
    [0.5, 300, 310],
  ],
  mcnemar: [
    [8, 1],
    [3, 3],
    [0, 6],
  ],
  holm: [
    [0.01, 0.04, 0.03],
    [0.2, 0.001, 0.7, 0.02],
  ],
  kappa: raters.map((items) => [items.map(([a]) => a), items.map(([, b]) => b)]),
  alpha: raters.map((items) => [
    items.map((given) => [0, 1, 2].map((rank) => given.filter((value) => value === rank).length)),
  ]),
  ac2: raters.map((items) => [items]),
  powered,
  clustered: clusters.map((parts) => [parts.map(({ value }) => value), parts.map(({ cluster }) => cluster)]),
}

const run = spawnSync('python3', [script], { input: JSON.stringify(asked), encoding: 'utf8', env, maxBuffer: 2 ** 26 })
const found = (run.status === 0 ? JSON.parse(run.stdout) : undefined) as
  | Record<keyof typeof asked, unknown[]>
  | undefined

/** Each call and what the reference says; none where there is no reference. */
function cases(name: keyof typeof asked): [readonly unknown[], never][] {
  return (asked[name] as readonly (readonly unknown[])[]).map((each, i) => [each, found?.[name][i] as never])
}

const ratingsOf = (values: readonly number[]): Rating[] =>
  values.map((value, i) => ({ id: `${i}`, ratings: { fluency: value } }))

// statsmodels, scipy, scikit-learn, irrCAC, krippendorff and ppi-python.
describe('the numbers of the reference packages', () => {
  test('are there', ({ skip }) => {
    if (found === undefined) withoutHost(skip, `Python’s statistics are not there: ${run.stderr.slice(-300)}`)
  })

  test.runIf(found)('Wilson’s interval: statsmodels', () => {
    for (const [[count, total], [low, high]] of cases('wilson') as unknown as [number[], number[]][]) {
      const [ours, theirs] = [wilsonInterval(count as number, total as number), [low, high]]
      for (const [i, end] of theirs.entries()) expect(ours[i]).toBeCloseTo(end as number, 12)
    }
  })

  test.runIf(found).each([
    ['upperTail', upperTail],
    ['tQuantile', tQuantile],
    ['atLeast', atLeast],
    ['incompleteBeta', incompleteBeta],
  ] as const)('%s: scipy', (name, ours) => {
    for (const [args, theirs] of cases(name)) {
      const value = (ours as (...args: unknown[]) => number)(...args)
      expect(Math.abs(value - theirs)).toBeLessThan(1e-8 * theirs + 1e-14)
    }
  })

  test.runIf(found)('few that differ: McNemar’s exact test of statsmodels', () => {
    for (const [[worse, better], theirs] of cases('mcnemar') as unknown as [number[], number][]) {
      expect(signFlipPValue([...Array(worse).fill(1), ...Array(better).fill(-1)])).toBeCloseTo(theirs, 12)
    }
  })

  test.runIf(found)('holm: statsmodels', () => {
    for (const [p, theirs] of cases('holm') as unknown as [number[], number[]][]) {
      for (const [i, value] of holm(p).entries()) expect(value).toBeCloseTo(theirs[i] as number, 12)
    }
  })

  test.runIf(found)('κ: scikit-learn; α: krippendorff; AC2: irrCAC', () => {
    for (const [i, items] of raters.entries()) {
      const columns = [0, 1, 2].map((column) => ratingsOf(items.map((given) => given[column] as number)))
      const [two] = agreement(columns[0] as Rating[], columns[1] as Rating[]).criteria
      expect(two?.kappa).toBeCloseTo(found?.kappa[i] as number, 12)
      const [three] = ratersAgreement(columns)
      expect(three?.alpha).toBeCloseTo(found?.alpha[i] as number, 12)
      expect(three?.ac2).toBeCloseTo(found?.ac2[i] as number, 8)
    }
  })

  test.runIf(found)('the corrected mean: ppi-python', () => {
    for (const [i, [human, both, alone]] of powered.entries()) {
      const [fluency] = correctedMean(ratingsOf([...both, ...alone]), ratingsOf(human))
      const theirs = found?.powered[i] as { mean: number; standardError: number }
      expect(fluency?.corrected.mean).toBeCloseTo(theirs.mean, 10)
      expect(fluency?.corrected.standardError).toBeCloseTo(theirs.standardError, 10)
    }
  })

  test.runIf(found)('differences in clusters: a regression on a constant with clustered errors, by statsmodels', () => {
    for (const [i, parts] of clusters.entries()) {
      const theirs = found?.clustered[i] as { mean: number; standardError: number; p: number; interval: number[] }
      const ours = clusterDifference([sums(parts)], 1)
      const size = new Set(parts.map(({ cluster }) => cluster)).size
      expect(ours.difference).toBeCloseTo(theirs.mean, 12)
      // Its factor is c/(c − 1) · (n − 1)/(n − 1), and its t has c − 1 degrees; ours has a few less where clusters are of unequal size.
      const [low = 0, high = 0] = ours.interval(0.05) ?? []
      const width = (theirs.interval[1] as number) - (theirs.interval[0] as number)
      expect((high - low) / width).toBeGreaterThan(0.999)
      expect((high - low) / width).toBeLessThan(1 + 1 / size)
    }
  })
})

function sums(parts: readonly { cluster: number; value: number }[]) {
  const found = new Map<number, { cluster: string; sum: number; size: number }>()
  for (const { cluster, value } of parts) {
    const known = found.get(cluster) ?? { cluster: `${cluster}`, sum: 0, size: 0 }
    known.sum += value
    known.size += 1
    found.set(cluster, known)
  }
  return [...found.values()]
}
