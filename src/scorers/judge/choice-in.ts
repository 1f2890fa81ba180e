import { placesOf, undecorated } from './choice-places.js'
import { withoutQuotations } from './quotation.js'
import { quotedFrom } from './quoted-from.js'

/** What a judge's answer chose: one of the choices, two that differ, or nothing that can be read. */
export type Reading = { choice: string } | 'ambiguous' | undefined

/** How much of an answer's beginning and of its end is looked at: a verdict stands there. */
const LOOKED_AT = 4000

/**
 * The choice that a judge's answer makes: all of it, however it is decorated. Else what stands alone on the first or on the last line, or opens the first line
 * with a reason behind it; what stands behind a label (`choice`, `answer`, `verdict`, `score` …) and a colon; and what ends the answer as a conclusion. Else the
 * choices that stand in its sentences. Not one that is negated, quoted, numbers a list, or counts something else (`0 errors`). Two that differ are `ambiguous`.
 * Case does not matter. An answer that was cut has a choice only where that is all of it. `shown` is the response: what stands in it as it does in the answer is
 * quoted, and where it has a choice alone on a line, only a label or a conclusion makes that choice the judge's.
 *
 * @example
 * ```ts
 * choiceIn('**Choice:** not relevant.', ['relevant', 'not relevant']) // => { choice: 'not relevant' }
 * ```
 */
export function choiceIn(
  text: string,
  choices: readonly string[],
  { cut = false, shown = '' }: { cut?: boolean; shown?: string } = {},
): Reading {
  const byText = new Map(choices.map((choice) => [choice.trim().toLowerCase(), choice]))
  const answer = text.trim()
  const whole = byText.get(answer.toLowerCase()) ?? byText.get(undecorated(answer))
  if (whole !== undefined) return { choice: whole }
  if (cut) return undefined
  const isQuoted = quotedFrom(shown)
  const shownAlone = new Set(withoutTags(shown).split('\n').map(undecorated))
  const places = placesOf(prepared(answer), byText).filter(
    ({ choice, around, worded }) => !around.some(isQuoted) && (worded || !shownAlone.has(choice.trim().toLowerCase())),
  )
  const sure = places.filter((place) => place.sure)
  const read = new Set((sure.length > 0 ? sure : places).map(({ choice }) => choice))
  if (read.size > 1) return 'ambiguous'
  const [choice] = read
  return choice === undefined ? undefined : { choice }
}

/** What the judge itself says, of a long answer its beginning and its end. */
function prepared(answer: string): string {
  const ends = answer.length > 2 * LOOKED_AT ? `${answer.slice(0, LOOKED_AT)}\n${answer.slice(-LOOKED_AT)}` : answer
  return withoutTags(withoutQuotations(ends))
}

/** A text whose tags and fences are line ends: `<answer>1</answer>` is a line of its own. */
function withoutTags(text: string): string {
  return text.replace(/[<‹]\/?[a-z][\w-]{0,30}[>›]|```[a-z]{0,10}/gi, '\n')
}
