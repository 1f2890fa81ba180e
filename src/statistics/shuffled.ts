import { randomBits } from './random-bits.js'

/**
 * The items in an order drawn by the seed and each item's name alone: what is added to or left out of a list does not move the rest.
 *
 * @example
 * ```ts
 * shuffled(['a', 'b', 'c'], (name) => name, 1).length // => 3
 * ```
 */
export function shuffled<T>(items: readonly T[], nameOf: (item: T) => string, seed: number): T[] {
  return items
    .map((item) => ({ item, name: nameOf(item), rank: randomBits(nameOf(item), seed, 1)[0] as number }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ item }) => item)
}
