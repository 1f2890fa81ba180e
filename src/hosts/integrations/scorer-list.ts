import type { Scorer } from '../../core/scorer.js'

/**
 * One scorer or several, as a list.
 *
 * @throws TypeError when there are none, or two of one name: hosts tell metrics apart by it.
 */
export function scorerList(name: string, scorers: Scorer | readonly Scorer[]): readonly Scorer[] {
  const list = [scorers].flat()
  if (list.length === 0) throw new TypeError(`${name}: give at least one scorer`)
  const names = list.map((scorer) => scorer.name)
  const twice = names.find((scorer, i) => names.indexOf(scorer) !== i)
  if (twice !== undefined) throw new TypeError(`${name}: two scorers are named "${twice}"`)
  return list
}
