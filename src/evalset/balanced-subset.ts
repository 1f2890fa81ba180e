import type { Prompt } from '../core/prompt.js'
import { shuffled } from '../statistics/shuffled.js'

/**
 * A subset with as many prompts from each group as can be: sizes of groups differ by one at most, unless one runs out. Which ones is drawn by
 * the seed and the ids alone, so prompts that are there in several languages are drawn alike in each: give `by: ['language', 'task']` for
 * that, or one language at a time. The order of the set is kept.
 *
 * @param options.size How many; more than there are gives them all.
 * @param options.by The fields whose values make the groups. Default: `task`.
 * @param options.seed Default: 0.
 * @throws RangeError when the size is no whole number from 0.
 *
 * @example
 * ```ts
 * const subset = balancedSubset(evaluationSet(['ru']), { size: 25 })
 * new Set(subset.map(({ task }) => task)).size // => 25
 * ```
 */
export function balancedSubset<P extends Prompt>(
  set: readonly P[],
  options: { size: number; by?: readonly string[]; seed?: number },
): P[] {
  const { size, by = ['task'], seed = 0 } = options
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`size must be a whole number from 0, got ${size}`)
  const groups = new Map<string, P[]>()
  for (const prompt of set) {
    const key = JSON.stringify(by.map((field) => prompt[field] ?? null))
    groups.set(key, [...(groups.get(key) ?? []), prompt])
  }
  const queues = [...groups].map(([key, prompts]) => ({ prompts: shuffled(prompts, (prompt) => prompt.id, seed), key }))
  // Larger groups first, and among equals by chance: the last round may not reach them all.
  const order = shuffled(queues, ({ key }) => key, seed).sort((a, b) => b.prompts.length - a.prompts.length)
  const taken = new Set<P>()
  for (let round = 0; taken.size < Math.min(size, set.length); round += 1) {
    for (const { prompts } of order) {
      const next = prompts[round]
      if (next !== undefined && taken.size < size) taken.add(next)
    }
  }
  return set.filter((prompt) => taken.has(prompt))
}
