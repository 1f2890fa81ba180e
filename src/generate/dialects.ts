import { once } from '../core/once.js'
import { ChatError } from '../llm/chat-client.js'
import { readCompletion } from '../llm/read-completion.js'
import type { DetectedServer, ServerKind } from './detect-server.js'
import type { Decoding, Generation } from './generator.js'
import type { PenaltyScope } from './penalty-scope.js'

/** One request, as a server wants it. */
interface WireRequest {
  /** Below the server's root. */
  path: string
  body: object
  read(answer: unknown): Promise<Generation>
}

/** How to say the same thing to one kind of server. */
export interface Dialect {
  /** What its source or documentation says; the preflight finds out. */
  penalty: PenaltyScope
  /** Requests at once, where the server does not tell. */
  concurrency: number
  /** A chat of one user message. */
  chat(server: DetectedServer, input: string, decoding: Decoding): WireRequest
  /** A prompt that already is rendered; undefined where the server has no way to take one. */
  completion?(server: DetectedServer, prompt: string, decoding: Decoding): WireRequest
}

/** All that a server could otherwise take from the model's own `generation_config.json`. */
const GREEDY = { temperature: 0, top_p: 1, presence_penalty: 0, frequency_penalty: 0 } as const

/** The routes of OpenAI, with the server's own fields. */
function openaiRoutes(
  fields: (server: DetectedServer, decoding: Decoding) => object,
  greedy: object = GREEDY,
): Required<Pick<Dialect, 'chat' | 'completion'>> {
  const request = (path: string, prompt: (input: string) => object): Required<Dialect>['completion'] => {
    return (server, input, decoding) => ({
      path,
      body: {
        model: server.model,
        ...prompt(input),
        ...greedy,
        max_tokens: decoding.maxTokens,
        ...fields(server, decoding),
      },
      read: async (answer) => ended(await readCompletion(asChat(answer), server.model, decoding.maxTokens), decoding),
    })
  }
  return {
    chat: request('/v1/chat/completions', (content) => ({ messages: [{ role: 'user', content }] })),
    completion: request('/v1/completions', (prompt) => ({ prompt })),
  }
}

const repetitionPenalty = (_: DetectedServer, { repetitionPenalty }: Decoding) => ({
  repetition_penalty: repetitionPenalty,
})

/** llama.cpp looks at the last 64 tokens unless told more; the whole context is what it can hold. */
const llamaPenalty = ({ contextLength }: DetectedServer, { repetitionPenalty, maxTokens }: Decoding) => ({
  repeat_penalty: repetitionPenalty,
  repeat_last_n: contextLength ?? 2048 + maxTokens,
})

/** Without a decimal point, transformers takes no penalty for a number: "`penalty` has to be a strictly positive float". */
const generationConfig = (_: DetectedServer, { repetitionPenalty, maxTokens }: Decoding) => {
  const penalty = Number.isInteger(repetitionPenalty) ? repetitionPenalty.toFixed(1) : String(repetitionPenalty)
  return {
    generation_config: `{"do_sample":false,"repetition_penalty":${penalty},"max_new_tokens":${maxTokens}}`,
  }
}

/** What the context has to hold where the server is told it: a long instruction and the answer. */
const OLLAMA_CONTEXT = 4096

function ollamaOptions({ contextLength = OLLAMA_CONTEXT }: DetectedServer, decoding: Decoding) {
  return {
    temperature: 0,
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    repeat_penalty: decoding.repetitionPenalty,
    repeat_last_n: contextLength,
    num_predict: decoding.maxTokens,
    num_ctx: contextLength,
  }
}

/** What to send for greedy decoding with a penalty, and where it then acts: from the servers' sources and documentation, docs/guide/pipeline.md says what was run. */
export const dialects: Readonly<Record<ServerKind, Dialect>> = {
  'llama.cpp': { penalty: 'prompt+output', concurrency: 4, ...openaiRoutes(llamaPenalty) },
  vllm: { penalty: 'prompt+output', concurrency: 64, ...openaiRoutes(repetitionPenalty) },
  sglang: { penalty: 'output', concurrency: 64, ...openaiRoutes(repetitionPenalty) },
  tgi: {
    penalty: 'prompt+output',
    concurrency: 32,
    // Its chat route has no such penalty, and rejects a temperature of 0.
    chat: openaiRoutes(() => ({}), {}).chat,
    completion: (_, prompt, decoding) => ({
      path: '/generate',
      body: {
        inputs: prompt,
        parameters: {
          do_sample: false,
          ...(decoding.repetitionPenalty !== 1 && { repetition_penalty: decoding.repetitionPenalty }),
          max_new_tokens: decoding.maxTokens,
          details: true,
        },
      },
      read: readTgi,
    }),
  },
  ollama: {
    penalty: 'prompt+output',
    concurrency: 4,
    chat: (server, content, decoding) => ({
      path: '/api/chat',
      body: {
        model: server.model,
        messages: [{ role: 'user', content }],
        stream: false,
        options: ollamaOptions(server, decoding),
      },
      read: (answer) => readOllama(answer, decoding),
    }),
    completion: (server, prompt, decoding) => ({
      path: '/api/generate',
      body: { model: server.model, prompt, raw: true, stream: false, options: ollamaOptions(server, decoding) },
      read: (answer) => readOllama(answer, decoding),
    }),
  },
  // Fields that it does not know are rejected.
  'tensorrt-llm': {
    penalty: 'prompt+output',
    concurrency: 64,
    ...openaiRoutes((_, { repetitionPenalty }) => ({ repetition_penalty: repetitionPenalty, top_k: 1 }), {}),
  },
  transformers: { penalty: 'prompt+output', concurrency: 4, ...openaiRoutes(generationConfig, {}) },
  'llama-cpp-python': {
    penalty: 'window',
    concurrency: 1,
    ...openaiRoutes((_, { repetitionPenalty }) => ({ repeat_penalty: repetitionPenalty })),
  },
  unknown: { penalty: 'ignored', concurrency: 8, ...openaiRoutes(() => ({})) },
}

/** A text completion in the form of a chat completion. */
function asChat(answer: unknown): unknown {
  const { choices } = (answer ?? {}) as { choices?: { text?: unknown }[] }
  if (!Array.isArray(choices) || typeof choices[0]?.text !== 'string') return answer
  return {
    ...(answer as object),
    choices: choices.map((choice) => ({ ...choice, message: { content: choice.text }, logprobs: null })),
  }
}

/** `length` with fewer tokens than were asked for is the end of the context. */
function ended(
  { text, finishReason, usage }: Pick<Generation, 'text' | 'usage'> & { finishReason: Generation['finishReason'] },
  { maxTokens }: Decoding,
): Generation {
  const cutEarly = finishReason === 'length' && (usage?.completionTokens ?? maxTokens) < maxTokens
  return { text, finishReason: cutEarly ? 'context' : finishReason, ...(usage !== undefined && { usage }) }
}

/** A count that the server leaves out is unknown, and not 0. */
function usageOf(promptTokens: number | null | undefined, completionTokens: number): NonNullable<Generation['usage']> {
  return typeof promptTokens === 'number' ? { promptTokens, completionTokens } : { completionTokens }
}

const tgiSchema = once(async () => {
  const { z } = await import('zod')
  return z.object({
    generated_text: z.string(),
    details: z
      .object({ finish_reason: z.string(), generated_tokens: z.number(), prefill: z.array(z.unknown()).nullish() })
      .nullish(),
  })
})

async function readTgi(answer: unknown): Promise<Generation> {
  const schema = await tgiSchema()
  const { success, data } = schema.safeParse(Array.isArray(answer) ? answer[0] : answer)
  if (!success) throw new ChatError('malformed-response', 'the answer is none of /generate')
  const { finish_reason: finish = 'other', generated_tokens: completionTokens } = data.details ?? {}
  return {
    text: data.generated_text,
    finishReason: finish === 'length' ? 'length' : /^(eos_token|stop_sequence)$/.test(finish) ? 'stop' : 'other',
    ...(completionTokens !== undefined && {
      usage: usageOf(data.details?.prefill?.length, completionTokens),
    }),
  }
}

const ollamaSchema = once(async () => {
  const { z } = await import('zod')
  return z.object({
    message: z.object({ content: z.string() }).nullish(),
    response: z.string().nullish(),
    done_reason: z.string().nullish(),
    prompt_eval_count: z.number().nullish(),
    eval_count: z.number().nullish(),
  })
})

async function readOllama(answer: unknown, decoding: Decoding): Promise<Generation> {
  const schema = await ollamaSchema()
  const { data } = schema.safeParse(answer)
  const text = data?.message?.content ?? data?.response
  if (typeof text !== 'string') throw new ChatError('malformed-response', 'the answer is none of Ollama’s')
  const finish = data?.done_reason
  const completionTokens = data?.eval_count
  return ended(
    {
      text,
      finishReason: finish === 'stop' || finish === 'length' ? finish : 'other',
      ...(typeof completionTokens === 'number' && {
        usage: usageOf(data?.prompt_eval_count, completionTokens),
      }),
    },
    decoding,
  )
}
