import { assertParts } from '../core/combine.js'
import type { Scorer } from '../core/scorer.js'

/**
 * One scorer or several, as a list.
 *
 * @throws TypeError when there are none, or two of one name: hosts tell metrics apart by it.
 */
export function scorerList(name: string, scorers: Scorer | readonly Scorer[]): readonly Scorer[] {
  const list = [scorers].flat()
  assertParts(
    name,
    list.map((scorer) => ({ scorer })),
  )
  return list
}
