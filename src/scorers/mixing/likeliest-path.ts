/**
 * Viterbi: which of some states each step was in, where the log-likelihood of each step in each state is known and a change of state costs the same between any two. Linear in the
 * steps.
 *
 * @param starts What each state costs at the first step.
 *
 * @example
 * ```ts
 * likeliestPath([[0, -1], [-2, 0], [-2, 0], [0, -1]], 1.5, [0, 1]) // => [0, 1, 1, 1]
 * ```
 */
export function likeliestPath(
  steps: readonly (readonly number[])[],
  change: number,
  starts: readonly number[],
): number[] {
  const states = starts.length
  let best = starts.map((cost) => -cost)
  const from: Int8Array[] = []
  for (const step of steps) {
    let top = 0
    for (let state = 1; state < states; state++) if ((best[state] as number) > (best[top] as number)) top = state
    const changed = (best[top] as number) - change
    const back = new Int8Array(states)
    best = best.map((stayed, state) => {
      const stays = stayed >= changed
      back[state] = stays ? state : top
      return (stays ? stayed : changed) + (step[state] as number)
    })
    from.push(back)
  }
  let state = best.indexOf(Math.max(...best))
  const path = new Array<number>(steps.length)
  for (let at = steps.length - 1; at >= 0; at--) {
    path[at] = state
    state = (from[at] as Int8Array)[state] as number
  }
  return path
}
