/** Nodes of a tree that are still to be visited, the one with the best score first: a binary heap. */
export class Frontier {
  readonly #nodes: Int32Array
  readonly #scores: Float32Array
  #size = 0

  /** @param most How many nodes it has to hold. */
  constructor(most: number) {
    this.#nodes = new Int32Array(most)
    this.#scores = new Float32Array(most)
  }

  /** The best score, or −∞ when there is none. */
  get best(): number {
    return this.#size === 0 ? Number.NEGATIVE_INFINITY : (this.#scores[0] as number)
  }

  clear(): void {
    this.#size = 0
  }

  push(node: number, score: number): void {
    const nodes = this.#nodes
    const scores = this.#scores
    let at = this.#size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((scores[parent] as number) >= score) break
      nodes[at] = nodes[parent] as number
      scores[at] = scores[parent] as number
      at = parent
    }
    nodes[at] = node
    scores[at] = score
  }

  /** Takes out the node with the best score. There has to be one. */
  pop(): number {
    const nodes = this.#nodes
    const scores = this.#scores
    const best = nodes[0] as number
    const size = --this.#size
    const score = scores[size] as number
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && (scores[child + 1] as number) > (scores[child] as number)) child++
      if ((scores[child] as number) <= score) break
      nodes[at] = nodes[child] as number
      scores[at] = scores[child] as number
      at = child
    }
    nodes[at] = nodes[size] as number
    scores[at] = score
    return best
  }
}
