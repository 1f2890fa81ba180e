import type { ChatRequest } from './chat-client.js'

/** What the server calls itself in `owned_by` of `/v1/models`, or {@link OPENAI} for that host: it decides what some things are called. */
export type Dialect = string | undefined

export const OPENAI = 'api.openai.com'

/** Its `owned_by` is `me`, which may be anybody's. */
export const LLAMA_CPP_PYTHON = 'llama-cpp-python'

/**
 * The JSON body of a chat request. Every knob of decoding is sent, since vLLM and SGLang take those left out from the model's
 * `generation_config.json`, penalties included.
 */
export function requestBody(model: string, request: ChatRequest, dialect: Dialect): Record<string, unknown> {
  const { messages, temperature = 0, maxTokens, seed, responseFormat, topLogprobs, reasoningEffort } = request
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
    // Its default is 1.1.
    ...(dialect === LLAMA_CPP_PYTHON ? { repeat_penalty: 1 } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(topLogprobs === undefined ? {} : { logprobs: true, top_logprobs: topLogprobs }),
    ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }),
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
