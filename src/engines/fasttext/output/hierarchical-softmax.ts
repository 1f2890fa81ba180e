import type { Matrix } from '../file/matrix.js'
import { Frontier } from './frontier.js'
import { type Guess, noNumber, shiftedLog } from './guess.js'
import { huffmanTree } from './huffman-tree.js'
import { type DotRow, outputRows } from './output-rows.js'
import { TopK } from './top-k.js'

/** Native's threshold is 0, whose shifted logarithm is not −∞: what is less probable than 10⁻⁵ is no guess at all. */
const FLOOR = shiftedLog(0)
/** Going down a level can raise a score by log(1 + 10⁻⁵) and rounding; twice that, and a half. */
const SLACK = 3e-5

/**
 * Labels as leaves of a binary tree: a label's probability is the product of the turns on its way from the root (loss.cc, dfs).
 *
 * Native walks left before right and leaves out what is below the worst of the `k` best labels so far, which takes it through most of the tree
 * when the best are far right. Here the likeliest node of all goes first, and the first `k` labels are the best. Where two of them are all but equal, or
 * what is left could still come near them, what native gives depends on all that it met: then a second walk is native's own.
 */
export class HierarchicalSoftmax {
  readonly #labels: number
  readonly #left: Int32Array
  readonly #right: Int32Array
  readonly #root: number
  readonly #margin: number
  readonly #dot: DotRow
  readonly #best = new TopK()
  readonly #frontier: Frontier
  /** The logarithms of both turns at each inner node, for the text whose number is in `#known`. */
  readonly #toLeft: Float32Array
  readonly #toRight: Float32Array
  readonly #known: Float64Array
  #text = 0
  /** Nodes still to be visited by native's walk, with their scores. */
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
    this.#frontier = new Frontier(this.#labels)
    this.#nodes = new Int32Array(depth + 2)
    this.#scores = new Float32Array(depth + 2)
  }

  predict(hidden: Float32Array, k: number): Guess[] {
    this.#text++
    return this.#likeliestFirst(hidden, k) ?? this.#leftFirst(hidden, k)
  }

  /** The best labels; undefined where they depend on native's way. */
  #likeliestFirst(hidden: Float32Array, k: number): Guess[] | undefined {
    const frontier = this.#frontier
    const labels = this.#labels
    const best: Guess[] = []
    frontier.clear()
    frontier.push(this.#root, 0)
    for (let score = 0; best.length < k && score >= FLOOR; score = frontier.best) {
      const node = frontier.pop()
      if (node < labels) best.push({ label: node, score })
      else {
        const turn = node - labels
        if (!this.#turn(turn, hidden)) return noNumber
        frontier.push(this.#left[node] as number, score + (this.#toLeft[turn] as number))
        frontier.push(this.#right[node] as number, score + (this.#toRight[turn] as number))
      }
    }
    for (let i = 1; i < best.length; i++) {
      if ((best[i] as Guess).score >= (best[i - 1] as Guess).score) return undefined
    }
    if (best.length < k) return best
    const worst = (best[k - 1] as Guess).score
    return frontier.best < Math.max(FLOOR, worst - this.#margin) ? best : undefined
  }

  /** The best labels of what native's walk meets. */
  #leftFirst(hidden: Float32Array, k: number): Guess[] {
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
      if (score < FLOOR || best.rejects(score)) continue
      if (node < labels) {
        best.offer(score, node)
        continue
      }
      const turn = node - labels
      if (this.#known[turn] !== this.#text && !this.#turn(turn, hidden)) return noNumber
      // The one that is put down last is visited first.
      nodes[++top] = this.#right[node] as number
      scores[top] = score + (this.#toRight[turn] as number)
      nodes[++top] = this.#left[node] as number
      scores[top] = score + (this.#toLeft[turn] as number)
    }
    return best.drain()
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
