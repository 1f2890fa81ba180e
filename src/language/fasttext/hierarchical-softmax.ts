import { type Guess, noNumber, shiftedLog } from './guess.js'
import { huffmanTree } from './huffman-tree.js'
import type { Matrix } from './matrix.js'
import { type DotRow, outputRows } from './output-rows.js'
import { TopK } from './top-k.js'

/** Native's threshold is 0, whose shifted logarithm is not −∞: what is less probable than 10⁻⁵ is no guess at all. */
const FLOOR = shiftedLog(0)
/** Going down a level can raise a score by log(1 + 10⁻⁵) and rounding; twice that, and a half. */
const SLACK = 3e-5

/**
 * Labels as leaves of a binary tree: a label's probability is the product of the turns on its way from the root (loss.cc, dfs).
 *
 * Native walks left before right and leaves out what is below the worst of the `k` best labels so far, which takes it through most of the
 * tree when the best are far right. Here a first walk takes the likelier turn first, and soon has `k` good labels. A second one then goes
 * native's way, and leaves out at once what cannot come near those. Which of equal labels native gives depends on all that it met, so ties
 * are left to a third walk that is native's own.
 */
export class HierarchicalSoftmax {
  readonly #labels: number
  readonly #left: Int32Array
  readonly #right: Int32Array
  readonly #root: number
  readonly #margin: number
  readonly #dot: DotRow
  readonly #best = new TopK()
  /** The logarithms of both turns at each inner node, for the text whose number is in `#known`. */
  readonly #toLeft: Float32Array
  readonly #toRight: Float32Array
  readonly #known: Float64Array
  #text = 0
  /** Nodes still to be visited, with their scores. */
  readonly #nodes: Int32Array
  readonly #scores: Float32Array

  constructor(output: Matrix, labelCounts: readonly number[]) {
    const { left, right, root, depth } = huffmanTree(labelCounts)
    this.#labels = labelCounts.length
    this.#left = left
    this.#right = right
    this.#root = root
    this.#margin = depth * SLACK
    this.#dot = outputRows(output)
    this.#toLeft = new Float32Array(this.#labels)
    this.#toRight = new Float32Array(this.#labels)
    this.#known = new Float64Array(this.#labels)
    this.#nodes = new Int32Array(depth + 2)
    this.#scores = new Float32Array(depth + 2)
  }

  predict(hidden: Float32Array, k: number): Guess[] {
    this.#text++
    const isNumber = this.#walk(hidden, k, FLOOR, true)
    if (!isNumber) return noNumber
    this.#walk(hidden, k, Math.max(FLOOR, this.#best.worst - this.#margin), false)
    if (this.#best.hasTies) this.#walk(hidden, k, FLOOR, false)
    return this.#best.drain()
  }

  /** Collects the best labels whose way never falls below a floor. False: a weight is no number. */
  #walk(hidden: Float32Array, k: number, floor: number, likelierFirst: boolean): boolean {
    const best = this.#best
    const nodes = this.#nodes
    const scores = this.#scores
    const labels = this.#labels
    best.clear(k)
    nodes[0] = this.#root
    scores[0] = 0
    for (let top = 0; top >= 0; ) {
      const node = nodes[top] as number
      const score = scores[top--] as number
      if (score < floor || best.rejects(score)) continue
      if (node < labels) {
        best.offer(score, node)
        continue
      }
      const turn = node - labels
      if (this.#known[turn] !== this.#text && !this.#turn(turn, hidden)) return false
      const left = score + (this.#toLeft[turn] as number)
      const right = score + (this.#toRight[turn] as number)
      // The one that is put down last is visited first.
      const rightFirst = likelierFirst && right > left
      top += 2
      nodes[rightFirst ? top : top - 1] = this.#right[node] as number
      scores[rightFirst ? top : top - 1] = right
      nodes[rightFirst ? top - 1 : top] = this.#left[node] as number
      scores[rightFirst ? top - 1 : top] = left
    }
    return true
  }

  /** The logarithms of a node's turns, in native's 32-bit steps. */
  #turn(turn: number, hidden: Float32Array): boolean {
    const toRight = Math.fround(1 / Math.fround(1 + Math.fround(Math.exp(-this.#dot(turn, hidden)))))
    this.#toRight[turn] = shiftedLog(toRight)
    this.#toLeft[turn] = shiftedLog(Math.fround(1 - toRight))
    this.#known[turn] = this.#text
    return !Number.isNaN(toRight)
  }
}
