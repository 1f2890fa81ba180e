import { describe, expect, test } from 'vitest'
import type { Simulation } from './gate-reports.js'
import { failures } from './simulated-runs.js'

// What is simulated: see twoRuns. 200 samples; a regression takes 5 points off the expected mean. `redrawn` is the share of answers that a second run
// draws anew: 0 is greedy decoding, 1 is two runs that have nothing but the samples' difficulties in common.
describe('two runs of 200 samples', () => {
  test.each<[simulation: Omit<Simulation, 'regression'>, maxDrop: number]>([
    [{ scores: 'binary', redrawn: 0 }, 0],
    [{ scores: 'ratio', redrawn: 0.25 }, 0.02],
    [{ scores: 'ratio', redrawn: 1 }, 0.02],
  ])('%j: a regression of 5 points is caught under maxDrop %f', (simulation, maxDrop) => {
    expect(failures({ ...simulation, regression: 0.05 }, maxDrop)).toBeGreaterThanOrEqual(95)
  })

  // Nothing but the drop allowed stands between an unchanged model and a failed build: the hardest case is none.
  test.each<Omit<Simulation, 'regression'>>([
    { scores: 'binary', redrawn: 0.1 },
    { scores: 'binary', redrawn: 1 },
    { scores: 'ratio', redrawn: 0.25 },
    { scores: 'ratio', redrawn: 1 },
  ])('%j: an unchanged model passes under maxDrop 0', (simulation) => {
    expect(failures({ ...simulation, regression: 0 }, 0)).toBeLessThanOrEqual(5)
  })
})
