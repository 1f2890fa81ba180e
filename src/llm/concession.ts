import { type Body, type Concessions, limitOf } from './accepted-body.js'
import type { ChatError } from './chat-client.js'

/** Which say by themselves what is so without them, with most vendors. */
const NEUTRAL = ['top_p', 'presence_penalty', 'frequency_penalty', 'repetition_penalty', 'repeat_penalty'] as const

/** What a request can do without, if it must. */
const WITHOUT = [...NEUTRAL, 'temperature', 'seed', 'logprobs', 'top_logprobs'] as const
/** What a choice is constrained by; the judge reads what comes without. */
const CONSTRAINTS = ['grammar', 'structured_outputs', 'regex'] as const

const PENALTIES: readonly string[] = ['presence_penalty', 'frequency_penalty']

/** A temperature of next to nothing, where 0 is refused for not being above 0. */
const LOWEST_TEMPERATURE = 0.01

const ONE_OF_TWO = /\bboth\b|only one|either|together|simultaneous|mutually|at the same time/i
const ABOVE_ZERO = /strictly positive|greater than (?:0|zero)|> ?0(?:\.0)?\b|\(0(?:\.0)?, ?[12]/i
const TOO_MANY =
  /too (?:large|high|many|big)|at most|maximum|max(?:imum)? allowed|less than|exceed|range|between|up to|upper/i

/**
 * The concession that an error asks for by what it names of the request; undefined where it names nothing that can be conceded.
 *
 * @param may Whether a parameter is ours to concede: what a user has set is not.
 */
export function namedConcession(
  error: ChatError,
  sent: Body,
  made: Concessions,
  may: (parameter: string) => boolean,
): Concessions | undefined {
  const { message, parameter = '' } = error
  const isNamed = (name: string) => name in sent && may(name) && (parameter === name || names(message, name))
  const limit = limitOf(sent)
  if (limit !== undefined && isNamed(limit)) {
    const next = limitConcession(message, limit, Number(sent[limit]), made)
    if (next !== undefined) return next
  }
  const named: string[] = [...WITHOUT, ...CONSTRAINTS].filter(isNamed)
  if (named.length === 0) return undefined
  if (named.includes('temperature')) {
    const others = named.filter((name) => name !== 'temperature')
    if (others.length > 0 && ONE_OF_TWO.test(message)) return leaving(made, others)
    if (others.length === 0 && sent.temperature === 0 && ABOVE_ZERO.test(message)) {
      return { ...made, temperature: LOWEST_TEMPERATURE }
    }
  }
  const kin = named.some((name) => PENALTIES.includes(name))
    ? PENALTIES.filter((name) => name in sent && may(name))
    : []
  // One goes with the other, both ways: without log-probabilities there are no likeliest ones.
  const probabilities = named.some((name) => name.endsWith('logprobs')) ? ['logprobs', 'top_logprobs'] : []
  return leaving(made, [...named, ...kin, ...probabilities])
}

/** What may be tried where an error names nothing, one after another and each with those before it; what the endpoint has taken before is no cause. */
export function guesses(sent: Body, made: Concessions, may: (parameter: string) => boolean): Concessions[] {
  const suspects = (names: readonly string[]) => names.filter((name) => name in sent && may(name))
  const all: Concessions[] = []
  let next = made
  const add = (concession: Concessions) => {
    next = concession
    all.push(next)
  }
  const neutral = suspects(NEUTRAL)
  if (neutral.length > 0) add(leaving(next, neutral))
  const limit = limitOf(sent)
  if (limit !== undefined && may(limit) && next.limit === undefined) add({ ...next, limit: otherName(limit) })
  for (const names of [
    suspects(CONSTRAINTS),
    suspects(['logprobs', 'top_logprobs']),
    suspects(['seed']),
    suspects(['temperature']),
  ]) {
    if (names.length > 0) add(leaving(next, names))
  }
  return all
}

function limitConcession(
  message: string,
  limit: 'max_tokens' | 'max_completion_tokens',
  asked: number,
  made: Concessions,
) {
  const numbers = (message.match(/\d[\d,]*/g) ?? []).map((digits) => Number(digits.replaceAll(',', '')))
  const allowed = numbers.filter((number) => number >= 16 && number < asked)
  if (TOO_MANY.test(message) && allowed.length > 0) return { ...made, most: Math.max(...allowed) }
  if (made.limit === undefined) return { ...made, limit: otherName(limit) }
  if (TOO_MANY.test(message) && asked >= 32) return { ...made, most: Math.floor(asked / 2) }
  return made.limit === 'none' ? undefined : { ...made, limit: 'none' as const }
}

function otherName(limit: string): 'max_tokens' | 'max_completion_tokens' {
  return limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
}

function leaving(made: Concessions, names: readonly string[]): Concessions {
  return { ...made, left: new Set([...made.left, ...names]) }
}

/** Whether a text names a parameter: `top_p`, `topP`, `top-p`, `top p`; and not one whose name it is a part of. */
function names(text: string, parameter: string): boolean {
  const pattern = parameter.split('_').join('[_ -]?')
  return new RegExp(`(?<![\\p{L}\\p{N}_])${pattern}(?![\\p{L}\\p{N}_])`, 'iu').test(text)
}
