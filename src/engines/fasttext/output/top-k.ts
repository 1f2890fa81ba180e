/** The `k` best of what is offered, in a heap whose first is the worst of them. Ties stay in the order that native's heap gives them. */
export class TopK {
  readonly #scores: number[] = []
  readonly #labels: number[] = []
  #k = 0

  clear(k: number): void {
    this.#k = k
    this.#scores.length = 0
    this.#labels.length = 0
  }

  /** Whether it holds `k`, all of which are better than a score. */
  rejects(score: number): boolean {
    return this.#scores.length === this.#k && score < (this.#scores[0] as number)
  }

  offer(score: number, label: number): void {
    this.#up(this.#scores.length, score, label)
    if (this.#scores.length > this.#k) this.#pop()
  }

  /** Empties it, best first. */
  drain(): { score: number; label: number }[] {
    const best: { score: number; label: number }[] = []
    while (this.#scores.length > 0) {
      best.push({ score: this.#scores[0] as number, label: this.#labels[0] as number })
      this.#pop()
    }
    return best.reverse()
  }

  #set(at: number, score: number, label: number): void {
    this.#scores[at] = score
    this.#labels[at] = label
  }

  #up(at: number, score: number, label: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.#scores[parent] as number) <= score) break
      this.#set(at, this.#scores[parent] as number, this.#labels[parent] as number)
      at = parent
    }
    this.#set(at, score, label)
  }

  /** As libstdc++ does: the hole goes down to a leaf along the smaller children, then the last goes up from there. */
  #pop(): void {
    const score = this.#scores.pop() as number
    const label = this.#labels.pop() as number
    const length = this.#scores.length
    if (length === 0) return
    let hole = 0
    let child = 2
    while (child < length) {
      if ((this.#scores[child] as number) > (this.#scores[child - 1] as number)) child--
      this.#set(hole, this.#scores[child] as number, this.#labels[child] as number)
      hole = child
      child = 2 * hole + 2
    }
    if (child === length) {
      this.#set(hole, this.#scores[child - 1] as number, this.#labels[child - 1] as number)
      hole = child - 1
    }
    this.#up(hole, score, label)
  }
}
