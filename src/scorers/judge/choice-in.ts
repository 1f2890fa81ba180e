import type { ChatCompletion } from '../../llm/chat-client.js'

/** How much of an answer's end is looked at: a verdict stands at the end. */
const LOOKED_AT = 4000

/**
 * The choice that a judge's answer makes: the answer itself, however it is decorated; else what stands behind the last `choice`, `answer`, `verdict` or `score`;
 * else the last choice that stands alone in it. Case does not matter. An answer that was cut has a choice only where that is all of it.
 *
 * @example
 * ```ts
 * choiceIn({ text: '**Choice:** not relevant.', finishReason: 'stop', model: 'm' }, ['relevant', 'not relevant']) // => 'not relevant'
 * ```
 */
export function choiceIn({ text, finishReason }: ChatCompletion, choices: readonly string[]): string | undefined {
  const answer = text.trim().slice(-LOOKED_AT)
  const byText = new Map(choices.map((choice) => [choice.trim().toLowerCase(), choice]))
  const whole = byText.get(answer.replace(/^[\s"'“”‘’*_`([{]+|[\s"'“”‘’*_`)\]}.!]+$/g, '').toLowerCase())
  if (whole !== undefined || finishReason === 'length') return whole

  // The longest first: "not relevant" is no "relevant".
  const alternatives = [...byText.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')
  const alone = `(?<![\\p{L}\\p{N}])(${alternatives})(?![\\p{L}\\p{N}])`
  const named = new RegExp(`(?<!\\p{L})(?:choice|answer|verdict|score)[\\s"'“”*_\`:=(\\[–—-]{1,20}${alone}`, 'giu')
  const last = [...answer.matchAll(named)].at(-1) ?? [...answer.matchAll(new RegExp(alone, 'giu'))].at(-1)
  return last === undefined ? undefined : byText.get((last[1] as string).toLowerCase())
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
