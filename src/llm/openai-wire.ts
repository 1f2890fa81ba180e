import { once } from '../core/once.js'
import { type ChatCompletion, ChatError, type ChatRequest } from './chat-client.js'
import { endOf } from './finish-reason.js'
import { errorMember, httpError } from './http-error.js'
import { tokenUsage } from './token-usage.js'

/** What the server calls itself in `owned_by` of `/v1/models`, or {@link OPENAI} for that host: it decides what some things are called. */
export type Dialect = string | undefined

export const OPENAI = 'api.openai.com'

/**
 * The JSON body of a chat request. Every knob of decoding is sent, since vLLM and SGLang take those left out from the model's
 * `generation_config.json`, penalties included.
 */
export function requestBody(model: string, request: ChatRequest, dialect: Dialect): Record<string, unknown> {
  const { messages, temperature = 0, maxTokens, seed, responseFormat, topLogprobs } = request
  return {
    model,
    messages,
    temperature,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    // OpenAI's own newer models reject the old name, and other servers do not all know the new one.
    [dialect === OPENAI ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    ...(dialect === 'vllm' || dialect === 'sglang' ? { repetition_penalty: 1 } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(topLogprobs === undefined ? {} : { logprobs: true, top_logprobs: topLogprobs }),
    ...formatFields(responseFormat, dialect),
  }
}

function formatFields(format: ChatRequest['responseFormat'], dialect: Dialect): Record<string, unknown> {
  switch (format?.type) {
    case 'json-object':
      return { response_format: { type: 'json_object' } }
    case 'json-schema': {
      const { name, schema } = format
      return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } }
    }
    case 'choice':
      return choiceFields(format.choices, dialect)
    default:
      return {}
  }
}

function choiceFields(choices: readonly string[], dialect: Dialect): Record<string, unknown> {
  if (dialect === 'llamacpp')
    return { grammar: `root ::= ${choices.map((choice) => JSON.stringify(choice)).join(' | ')}` }
  if (dialect === 'vllm') return { structured_outputs: { choice: choices } }
  if (dialect === 'sglang') return { regex: choices.map((c) => c.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') }
  return {}
}

const completionSchema = once(async () => {
  const { z } = await import('zod')
  const token = z.object({ token: z.string(), logprob: z.number() })
  return z.object({
    model: z.string().nullish(),
    system_fingerprint: z.string().nullish(),
    choices: z
      .array(
        z.object({
          finish_reason: z.string().nullish(),
          message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
          logprobs: z
            .object({ content: z.array(token.extend({ top_logprobs: z.array(token).nullish() })).nullish() })
            .nullish(),
        }),
      )
      .min(1),
    usage: z.object({ prompt_tokens: z.unknown().optional(), completion_tokens: z.unknown().optional() }).nullish(),
  })
})

/**
 * Reads a chat completion. A body under a wrong content type arrives as text and counts when it is the JSON it should be.
 *
 * @throws ChatError `malformed-response` when it is none.
 */
export async function readCompletion(body: unknown, model: string, maxTokens: number): Promise<ChatCompletion> {
  const schema = await completionSchema()
  const { success, data } = schema.safeParse(typeof body === 'string' ? parseJson(body) : body)
  const choice = data?.choices[0]
  if (!success || choice === undefined) throw notACompletion(body)
  const { message, finish_reason: finish, logprobs } = choice
  const refused = endOf(finish) === 'refusal' || (message.refusal ?? '') !== ''
  const usage = tokenUsage(data.usage?.prompt_tokens, data.usage?.completion_tokens)
  const cut = !finish && (usage?.completionTokens ?? 0) >= maxTokens
  return {
    text: message.content || (refused ? (message.refusal ?? '') : ''),
    finishReason: refused ? 'refusal' : cut ? 'length' : endOf(finish),
    model: data.model ?? model,
    ...(data.system_fingerprint ? { fingerprint: data.system_fingerprint } : {}),
    ...(usage !== undefined && { usage }),
    ...(logprobs?.content
      ? {
          logprobs: logprobs.content.map(({ token, logprob, top_logprobs }) => ({
            token,
            logprob,
            top: (top_logprobs ?? []).map((top) => ({ token: top.token, logprob: top.logprob })),
          })),
        }
      : {}),
  }
}

/** Some gateways answer 200 with an error inside; its code is then the status. */
function notACompletion(body: unknown): ChatError {
  const error = errorMember(body)
  if (typeof error?.code === 'number') return httpError(error.code, error, undefined)
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
