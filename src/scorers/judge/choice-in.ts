import { placesOf, undecorated } from './choice-places.js'
import { type IsQuoted, withoutQuotations } from './quotation.js'

/** What a judge's answer chose: one of the choices, two that differ, or nothing that can be read. */
export type Reading = { choice: string } | 'ambiguous' | undefined

/** How much of an answer's beginning and of its end is looked at: a verdict stands there. */
const LOOKED_AT = 4000

/**
 * The choice that a judge's answer makes: all of it, however it is decorated. Else what stands alone on the first or on the last line, or opens the first line
 * with a reason behind it; what stands behind a label (`choice`, `answer`, `verdict`, `score` …) and a colon; and what ends the answer as a conclusion. Else the
 * choices that stand in its sentences. Not one that is negated, quoted, numbers a list, or counts something else (`0 errors`). Two that differ are `ambiguous`.
 * Case does not matter. An answer that was cut has a choice only where that is all of it.
 *
 * @example
 * ```ts
 * choiceIn('**Choice:** not relevant.', ['relevant', 'not relevant']) // => { choice: 'not relevant' }
 * ```
 */
export function choiceIn(
  text: string,
  choices: readonly string[],
  { cut = false, isQuoted = () => false }: { cut?: boolean; isQuoted?: IsQuoted } = {},
): Reading {
  const byText = new Map(choices.map((choice) => [choice.trim().toLowerCase(), choice]))
  const answer = text.trim()
  const whole = byText.get(answer.toLowerCase()) ?? byText.get(undecorated(answer))
  if (whole !== undefined) return { choice: whole }
  if (cut) return undefined
  const places = placesOf(prepared(answer), byText).filter(({ around }) => !around.some(isQuoted))
  const sure = places.filter((place) => place.sure)
  const read = new Set((sure.length > 0 ? sure : places).map(({ choice }) => choice))
  if (read.size > 1) return 'ambiguous'
  const [choice] = read
  return choice === undefined ? undefined : { choice }
}

/** What the judge itself says, the tags and fences around it taken off: `<answer>1</answer>` is a line of its own. */
function prepared(answer: string): string {
  const ends = answer.length > 2 * LOOKED_AT ? `${answer.slice(0, LOOKED_AT)}\n${answer.slice(-LOOKED_AT)}` : answer
  return withoutQuotations(ends).replace(/<\/?[a-z][\w-]{0,30}>|```[a-z]{0,10}/gi, '\n')
}
