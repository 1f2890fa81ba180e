import { type ChatCall, completion, sendJson } from '../../support/chat-server.js'

export const metrics = ['languageCorrectness', 'spellcheckRatio', 'modifierFulfillment', 'relevance'] as const

/** For each metric a score, or why there is none. */
export type Verdicts = Record<(typeof metrics)[number], number | string>

const verdicts = (
  languageCorrectness: number | string,
  spellcheckRatio: number | string,
  modifierFulfillment: number | string,
  relevance: number | string,
): Verdicts => ({ languageCorrectness, spellcheckRatio, modifierFulfillment, relevance })

const noModifier = 'skipped, no-modifier'

/**
 * What the samples of `examples/samples.json` should get, worked out by hand: `xega` is one wrong word of five; `because`, `the`, `starts` and
 * `early` are four of thirteen; of the lists of three, one has two items. Relevance is what {@link judge} says.
 */
export const expected: Record<string, Verdicts> = {
  'right-language': verdicts(1, 1, noModifier, 1),
  'wrong-language': verdicts(0, 'skipped, wrong-language', noModifier, 1),
  'no-dictionary': verdicts(1, 'skipped, no-dictionary', noModifier, 1),
  'failed-judge': verdicts('skipped, no-letters', 'skipped, no-words', noModifier, 'failed, unauthorized'),
  'empty-response': verdicts(0, 'skipped, wrong-language', noModifier, 1),
  'no-letters': verdicts('skipped, no-letters', 'skipped, no-words', noModifier, 'skipped, no-input'),
  misspelt: verdicts(1, 4 / 5, noModifier, 1),
  'code-switched': verdicts(1, 9 / 13, noModifier, 1),
  'unknown-language': verdicts('failed, unknown-language', 'failed, unknown-language', noModifier, 1),
  'modifier-followed': verdicts(1, 1, 1, 1),
  'modifier-not-followed': verdicts(1, 1, 0, 0),
  'long-text': verdicts(1, 1, 1, 1),
}

/** A judge on loopback: it finds one answer irrelevant, and its key has run out when it is asked about a broken car. */
export function judge({ prompt, response }: ChatCall): void {
  if (prompt.includes('en panne')) sendJson(response, { error: { message: 'the key has run out' } }, 401)
  else sendJson(response, completion(prompt.includes('idées de repas') ? '0' : '1'))
}

export type Scores = Partial<Record<string, number>>

/** What every sample should have: the scored verdicts alone. */
export const shouldBe: Record<string, Scores> = Object.fromEntries(
  Object.entries(expected).map(([id, all]) => [id, onlyNumbers(all)]),
)

export function onlyNumbers(values: Record<string, unknown>): Scores {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  )
}

/** The mean, or null of nothing. */
export function mean(scores: Scores | readonly number[]): number | null {
  const numbers = Object.values(scores) as number[]
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** The mean of each metric over the samples that have it. */
export function meansOf(samples: Record<string, Scores>): Record<string, number | null> {
  return Object.fromEntries(
    metrics.map((metric) => [metric, mean(Object.values(samples).flatMap((scores) => scores[metric] ?? []))]),
  )
}
