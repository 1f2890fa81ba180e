import { type Body, type Concessions, conceded, limitOf, NO_CONCESSIONS, united } from './accepted-body.js'
import { type ChatError, isChatError } from './chat-client.js'
import { guesses, namedConcession } from './concession.js'

/** The most requests that one call may take until the endpoint goes along. */
const MOST_REQUESTS = 12

/** How often it is guessed in vain what an endpoint does not take, before it is taken for refusing what it is asked and not how. */
const MOST_FRUITLESS = 3

/** The tokens of an answer that are tried where the context has no room for those wanted. */
const SMALL_ANSWER = 512

/** What came of a call. */
interface Answered<T> {
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
  const taken = new Set<string>()
  let fruitless = 0
  /** One call guesses at a time, and the others wait for what it finds out. */
  let guessing: Promise<void> | undefined

  /** How one call goes on after refusals. */
  const negotiation = (fixed: readonly string[]) => {
    let left: Concessions[] | undefined
    let end = (): void => {}
    const may = (parameter: string): boolean => !fixed.includes(parameter)
    return {
      may,
      isGuessing: () => left !== undefined,
      /** What to try next; undefined for nothing. */
      async next(error: ChatError, sent: Body, made: Concessions): Promise<Concessions | undefined> {
        for (;;) {
          const found = united(made, known)
          if (found !== made) return found // another call has found out meanwhile
          if (left !== undefined) return left.shift()
          const named = namedConcession(error, sent, made, may)
          if (named !== undefined) return named
          if (fruitless >= MOST_FRUITLESS || namesFormat(error, sent)) return undefined
          if (guessing === undefined) break
          await guessing
        }
        guessing = new Promise((resolve) => {
          end = resolve
        })
        left = guesses(sent, made, (parameter) => may(parameter) && !taken.has(parameter))
        return left.shift()
      },
      end(found: boolean) {
        if (left === undefined) return
        if (!found) fruitless += 1
        guessing = undefined
        end()
      },
    }
  }

  const negotiated: Endpoint['ask'] = async (body, fixed, post) => {
    const { may, isGuessing, next, end } = negotiation(fixed)
    let wanted = body
    let made = known
    let told: ChatError | undefined
    for (let request = 1; ; request += 1) {
      const sent = conceded(wanted, made)
      try {
        const answer = await post(sent)
        known = united(known, made)
        for (const parameter of Object.keys(sent)) taken.add(parameter)
        end(true)
        return { answer, wanted, sent }
      } catch (error) {
        // What follows a guess may be the guess's fault; what came before is what there is to say.
        if (!isGuessing() && isChatError(error)) told = error
        const smaller = wanted === body ? withRoom(error, sent, may) : undefined
        const conceding = smaller === undefined && isRefusal(error) ? await next(error, sent, made) : undefined
        if ((smaller ?? conceding) === undefined || request === MOST_REQUESTS) {
          end(!isRefusal(error))
          throw isRefusal(error) ? (told ?? error) : error
        }
        wanted = smaller === undefined ? wanted : { ...wanted, ...smaller }
        made = conceding ?? made
      }
    }
  }
  return { ask: negotiated }
}

/** The statuses of requests that are refused for how they are made; some tell of it under none but 200. */
const REFUSALS: readonly (number | undefined)[] = [400, 422, 500, undefined]

/** Whether what was asked was refused for how it was asked, or may have been. */
function isRefusal(error: unknown): error is ChatError {
  return isChatError(error) && error.reason === 'bad-request' && REFUSALS.includes(error.status)
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
  const prompt = Number(/(?<!\d)(\d{1,12}) (?:tokens )?(?:in|from) the (?:input|messages|prompt)/i.exec(message)?.[1])
  const room = Number.isNaN(context - prompt) ? SMALL_ANSWER : context - prompt
  const speaksOfAnswer = /completion|output|max_?(?:new_?|completion_?)?tokens|generat/i.test(message)
  return speaksOfAnswer && room >= 16 && room < Number(sent[limit]) ? { [limit]: room } : undefined
}
