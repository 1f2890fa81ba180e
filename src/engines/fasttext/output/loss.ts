import { losses } from '../file/header.js'
import type { Matrix } from '../file/matrix.js'
import { noNumber, type Predict, shiftedLog } from './guess.js'
import { HierarchicalSoftmax } from './hierarchical-softmax.js'
import { outputRows } from './output-rows.js'
import { TopK } from './top-k.js'

/** How a model with such a loss predicts. */
export function predictor(loss: number, output: Matrix, labelCounts: readonly number[]): Predict {
  switch (loss) {
    case losses.hierarchicalSoftmax: {
      const tree = new HierarchicalSoftmax(output, labelCounts)
      return (hidden, k) => tree.predict(hidden, k)
    }
    case losses.softmax:
      return flat(output, softmax)
    default:
      return flat(output, sigmoids)
  }
}

/** Every label's probability, then the best of them (loss.cc, findKBest). */
function flat(output: Matrix, toProbabilities: (scores: Float32Array) => void): Predict {
  const dot = outputRows(output)
  const scores = new Float32Array(output.rows)
  const best = new TopK()
  return (hidden, k) => {
    for (let label = 0; label < scores.length; label++) scores[label] = dot(label, hidden)
    toProbabilities(scores)
    best.clear(k)
    for (let label = 0; label < scores.length; label++) {
      const score = shiftedLog(scores[label] as number)
      if (Number.isNaN(score)) return noNumber
      if (!best.rejects(score)) best.offer(score, label)
    }
    return best.drain()
  }
}

function softmax(scores: Float32Array): void {
  let max = scores[0] as number
  for (let i = 1; i < scores.length; i++) max = Math.max(max, scores[i] as number)
  let sum = 0
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(Math.fround((scores[i] as number) - max))
    sum = Math.fround(sum + (scores[i] as number))
  }
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) / sum
}

/** Each label by itself. Native reads sigmoids off a table of 512 steps from −8 to 8, which shows in the third decimal. */
function sigmoids(scores: Float32Array): void {
  for (let i = 0; i < scores.length; i++) scores[i] = tabledSigmoid(scores[i] as number)
}

const STEPS = 512
const LIMIT = 8
const sigmoidTable = Float32Array.from({ length: STEPS + 1 }, (_, i) => {
  const x = Math.fround((i * 2 * LIMIT) / STEPS - LIMIT)
  return 1 / (1 + Math.fround(Math.exp(-x)))
})

function tabledSigmoid(x: number): number {
  if (x < -LIMIT) return 0
  if (x > LIMIT) return 1
  return sigmoidTable[Math.trunc((Math.fround(x + LIMIT) * STEPS) / LIMIT / 2)] as number
}
