import { type Body, type Concessions, conceded, limitOf, NO_CONCESSIONS, united } from './accepted-body.js'
import { type ChatError, isChatError } from './chat-client.js'
import { guesses, namedConcession } from './concession.js'

/** The most requests that one call may take until the endpoint goes along. */
const MOST_REQUESTS = 12

/** How often it is guessed what an endpoint does not take, before it is taken for refusing what it is asked and not how. */
const MOST_GUESSED = 3

/** The tokens of an answer that are tried where the context has no room for those wanted. */
const SMALL_ANSWER = 512

/** What came of a call. */
export interface Answered<T> {
  answer: T
  /** What was to be sent; where the context had no room for as many tokens, with fewer of them. */
  wanted: Body
  /** What was sent in the end. */
  sent: Body
}

/** An endpoint, and what it was found to take. */
export interface Endpoint {
  /**
   * Sends a body, and again with less where it is refused for a parameter: for the one that the error names, else for those that endpoints are known to refuse.
   * What was conceded is remembered when the endpoint goes along with it, and only then: an error may quote a response.
   *
   * @param fixed The parameters that are not ours to concede: those that the user has set.
   * @throws what `post` throws: of several refusals the last before any guess.
   */
  ask<T>(body: Body, fixed: readonly string[], post: (sent: Body) => Promise<T>): Promise<Answered<T>>
}

export function endpoint(): Endpoint {
  let known = NO_CONCESSIONS
  let guessed = 0
  const taken = new Set<string>()

  /** What to try next; undefined for nothing. */
  const negotiation = (fixed: readonly string[]) => {
    let left: Concessions[] | undefined
    const may = (parameter: string): boolean => !fixed.includes(parameter)
    return {
      may,
      isGuess: () => left !== undefined,
      next(error: ChatError, sent: Body, made: Concessions): Concessions | undefined {
        const found = united(made, known)
        if (found !== made) return found // another call has found out meanwhile
        if (left === undefined) {
          const named = namedConcession(error, sent, made, may)
          if (named !== undefined) return named
          if (guessed >= MOST_GUESSED || namesFormat(error, sent)) return undefined
          guessed += 1
          left = guesses(sent, made, (parameter) => may(parameter) && !taken.has(parameter))
        }
        return left.shift()
      },
    }
  }

  return {
    ask: async (body, fixed, post) => {
      const { may, isGuess, next } = negotiation(fixed)
      let wanted = body
      let made = known
      let told: ChatError | undefined
      for (let request = 1; ; request += 1) {
        const sent = conceded(wanted, made)
        try {
          const answer = await post(sent)
          known = united(known, made)
          for (const parameter of Object.keys(sent)) taken.add(parameter)
          return { answer, wanted, sent }
        } catch (error) {
          const smaller = wanted === body ? withRoom(error, sent, may) : undefined
          const conceding = smaller === undefined && isRefusal(error) ? next(error, sent, made) : undefined
          // What follows a guess may be the guess's fault; what came before is what there is to say.
          if (!isGuess() || told === undefined) told = isChatError(error) ? error : undefined
          if ((smaller ?? conceding) === undefined || request === MOST_REQUESTS) {
            throw isRefusal(error) ? (told ?? error) : error
          }
          wanted = smaller === undefined ? wanted : { ...wanted, ...smaller }
          made = conceding ?? made
        }
      }
    },
  }
}

/** Whether what was asked was refused for how it was asked, or may have been. */
function isRefusal(error: unknown): error is ChatError {
  return isChatError(error) && error.reason === 'bad-request' && error.status !== 404 && error.status !== 405
}

/** The format of the answer is the judge's to concede, who asks for it otherwise then. */
function namesFormat({ message, parameter = '' }: ChatError, sent: Body): boolean {
  const hasFormat = 'response_format' in sent || 'responseFormat' in sent
  return hasFormat && /response_?format|json_?schema|json_?object|structured.?output/i.test(`${parameter} ${message}`)
}

/** A limit that leaves the prompt the room that an error speaks of; undefined where the prompt alone is too long, as far as it says. */
function withRoom(error: unknown, sent: Body, may: (parameter: string) => boolean): Body | undefined {
  const limit = limitOf(sent)
  if (!isChatError(error) || error.reason !== 'context-exceeded' || limit === undefined || !may(limit)) return undefined
  const { message } = error
  const context = Number(/(?:context (?:length|size|window)|limit) (?:is|of) (\d+)/i.exec(message)?.[1])
  const prompt = Number(/(\d+) (?:tokens )?(?:in|from) the (?:input|messages|prompt)/i.exec(message)?.[1])
  const room = Number.isNaN(context - prompt) ? SMALL_ANSWER : context - prompt
  const speaksOfAnswer = /completion|output|max_?(?:new_?|completion_?)?tokens|generat/i.test(message)
  return speaksOfAnswer && room >= 16 && room < Number(sent[limit]) ? { [limit]: room } : undefined
}
