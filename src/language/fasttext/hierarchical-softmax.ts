import { noNumber, type Predict, shiftedLog } from './guess.js'
import { huffmanTree } from './huffman-tree.js'
import type { Matrix } from './matrix.js'
import { outputRows } from './output-rows.js'
import { TopK } from './top-k.js'

/** Native's threshold is 0, whose shifted logarithm is not −∞: what is less probable than 10⁻⁵ is no guess at all. */
const FLOOR = shiftedLog(0)

/**
 * Walks down the tree from the root, left before right, and leaves out what lies below the worst of the `k` best labels so far (loss.cc, dfs).
 */
export function hierarchicalSoftmax(output: Matrix, labelCounts: readonly number[]): Predict {
  const { left, right, root, depth } = huffmanTree(labelCounts)
  const labels = labelCounts.length
  const dot = outputRows(output)
  const best = new TopK()
  const nodes = new Int32Array(depth + 2)
  const scores = new Float32Array(depth + 2)

  return (hidden, k) => {
    best.clear(k)
    nodes[0] = root
    scores[0] = 0
    for (let top = 0; top >= 0; ) {
      const node = nodes[top] as number
      const score = scores[top--] as number
      if (score < FLOOR || best.rejects(score)) continue
      if (node < labels) {
        best.offer(score, node)
        continue
      }
      const toRight = Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-dot(node - labels, hidden)))))
      if (Number.isNaN(toRight)) return noNumber
      nodes[++top] = right[node] as number
      scores[top] = score + shiftedLog(toRight)
      nodes[++top] = left[node] as number
      scores[top] = score + shiftedLog(Math.fround(1 - toRight))
    }
    return best.drain()
  }
}
