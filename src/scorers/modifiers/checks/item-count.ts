import { listItems } from '../../../text/list-items.js'
import type { CheckOptions, CheckResult } from '../check.js'

/** How much of the items is kept as evidence. */
const SHOWN = { items: 20, characters: 80 }

/**
 * "List N options": exactly N items, however they are listed. See `listItems`.
 *
 * @example
 * ```ts
 * hasItemCount('Deux idées :\n- lire\n- nager', {}, '3').evidence // => { items: ['lire', 'nager'], count: 2, asked: 3 }
 * ```
 */
export function hasItemCount(response: string, { text }: CheckOptions, asked: string): CheckResult {
  const items = listItems(response, text)
  const evidence = {
    items: items.slice(0, SHOWN.items).map((item) => item.slice(0, SHOWN.characters)),
    count: items.length,
    asked: Number(asked),
  }
  return { fulfilled: items.length === evidence.asked, evidence }
}
