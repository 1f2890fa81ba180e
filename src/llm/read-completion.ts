import { once } from '../core/once.js'
import { type ChatCompletion, ChatError } from './chat-client.js'
import { isErrorBody } from './error-body.js'
import { endOf } from './finish-reason.js'
import { toldError } from './http-error.js'
import { answerText, thought } from './message-content.js'
import { tokenUsage } from './token-usage.js'

const completionSchema = once(async () => {
  const { z } = await import('zod')
  const anything = z.unknown().optional()
  const token = z.object({ token: z.string(), logprob: z.number() })
  return z.object({
    model: z.string().nullish().catch(undefined),
    system_fingerprint: z.string().nullish().catch(undefined),
    choices: z
      .array(
        z.object({
          finish_reason: z.string().nullish().catch(undefined),
          error: anything,
          message: z.looseObject({ content: anything, refusal: anything }),
          // What is told of probabilities is told wholly, or not used.
          logprobs: z
            .object({ content: z.array(token.extend({ top_logprobs: z.array(token).nullish() })).nullish() })
            .nullish()
            .catch(undefined),
        }),
      )
      .min(1),
    usage: z
      .object({ prompt_tokens: anything, completion_tokens: anything, completion_tokens_details: anything })
      .nullish()
      .catch(undefined),
  })
})

/**
 * Reads a chat completion as servers give it: with content in parts, a count that is missing, an end that has another name. A body under a wrong content type
 * arrives as text and counts when it is the JSON it should be.
 *
 * @param maxTokens What was asked for: an answer that has as many tokens and says nothing of its end was cut.
 * @throws ChatError with the reason of an error that stands in the place of the answer, or in it; `malformed-response` when it is neither.
 */
export async function readCompletion(body: unknown, model: string, maxTokens: number): Promise<ChatCompletion> {
  const schema = await completionSchema()
  const json = typeof body === 'string' ? (parseJson(body) ?? body) : body
  const { success, data } = schema.safeParse(json)
  const choice = data?.choices[0]
  if (!success || choice === undefined) throw notACompletion(json)
  const { message, finish_reason: finish, logprobs } = choice
  if (typeof choice.error === 'object' && choice.error !== null) throw toldError({ error: choice.error })

  const refusal = typeof message.refusal === 'string' ? message.refusal : ''
  const refused = endOf(finish) === 'refusal' || refusal !== ''
  const text = answerText(message.content)
  const { prompt_tokens: prompt, completion_tokens: completion, completion_tokens_details: details } = data.usage ?? {}
  const usage = tokenUsage(prompt, completion)
  const used = usage?.completionTokens ?? 0
  const cut = used >= maxTokens && (!finish || text.trim() === '')
  return {
    text: text || refusal,
    finishReason: refused ? 'refusal' : cut ? 'length' : endOf(finish),
    model: data.model || model,
    ...(data.system_fingerprint && { fingerprint: data.system_fingerprint }),
    ...(usage !== undefined && { usage }),
    ...(thought(message, details) && { thought: true }),
    ...(logprobs?.content && {
      logprobs: logprobs.content.map(({ token, logprob, top_logprobs }) => ({
        token,
        logprob,
        top: (top_logprobs ?? []).map((top) => ({ token: top.token, logprob: top.logprob })),
      })),
    }),
  }
}

/** Gateways answer 200 with an error inside; a prompt that was filtered has no choices. */
function notACompletion(body: unknown): ChatError {
  if (isErrorBody(body)) return toldError(body)
  const { choices, prompt_filter_results: filtered } = (body ?? {}) as {
    choices?: unknown
    prompt_filter_results?: unknown
  }
  if (filtered !== undefined && (!Array.isArray(choices) || choices.length === 0)) {
    return new ChatError('refusal', 'a content filter took the prompt, and there is no answer')
  }
  const seen = typeof body === 'string' ? body : (JSON.stringify(body) ?? '')
  return new ChatError('malformed-response', `the answer is no chat completion: ${seen.trim() || '(empty)'}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
