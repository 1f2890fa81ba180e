import type { JsonObject } from '../core/score.js'

/** One turn of a chat. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** What the answer has to look like, where the server can see to it. */
export type ResponseFormat =
  | { type: 'json-object' }
  | { type: 'json-schema'; name: string; schema: JsonObject }
  /** Exactly one of these strings, by constrained decoding; ignored by a server that is not known to have it. */
  | { type: 'choice'; choices: readonly string[] }

/** One request to a model. Decoding is greedy unless `temperature` says otherwise. */
export interface ChatRequest {
  messages: readonly ChatMessage[]
  /** @default 0 */
  temperature?: number
  /** The most tokens to generate. */
  maxTokens: number
  seed?: number
  responseFormat?: ResponseFormat
  /** How many alternatives to report for each generated token. Without it, no log-probabilities. */
  topLogprobs?: number
  /** How much a model that thinks is to think: `none`, `minimal`, `low`, `medium`, `high`, or what else its server knows. */
  reasoningEffort?: string
  /** What else a server is told, by the names that it has for it: `{ chat_template_kwargs: { enable_thinking: false } }`. */
  extraBody?: Readonly<Record<string, unknown>>
}

/** A token with its natural log-probability. */
export interface TokenLogprob {
  token: string
  logprob: number
}

/** A generated token, with the likeliest tokens at its place. */
export interface GeneratedToken extends TokenLogprob {
  top: readonly TokenLogprob[]
}

/** What a call cost; a count that nobody gives is unknown, and not 0. */
export interface TokenUsage {
  promptTokens?: number
  completionTokens?: number
}

/** What a model answered. */
export interface ChatCompletion {
  /** The answer; empty when there is none. */
  text: string
  /** `length`: cut at `maxTokens` or at the end of the context. `refusal`: the model or a filter declined. */
  finishReason: 'stop' | 'length' | 'refusal' | 'other'
  /** Tokens read and generated, as far as the server counts them. */
  usage?: TokenUsage
  /** That the model thought before it answered, where the server tells it apart from the answer: its tokens are among those of the usage. */
  thought?: boolean
  /**
   * How the model decoded, as far as its client knows: `greedy`, or its temperature, and behind `+` whatever else of the request its server did not take:
   * `temperature:default+top_p:default`.
   */
  decoding?: string
  logprobs?: readonly GeneratedToken[]
  /** The model's name as the server gives it. */
  model: string
  /** What the server calls its configuration (`system_fingerprint`). */
  fingerprint?: string
  /** Whether this came from a cache instead of the model. */
  cached?: boolean
}

/** A language model that answers chats. Implement it to judge with a model of your own. */
export interface ChatClient {
  /** The model as its user named it: part of a judge's signature. */
  readonly model: string
  /** What else was set that can change an answer, and no secrets: part of a judge's signature too. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** The most calls that it makes at once: a run that is told no `concurrency` has as many samples under way, and 8 at least. */
  readonly concurrency?: number
  /**
   * @throws ChatError when there is no answer, with the reason.
   * @throws the signal's reason when it aborts.
   */
  complete(request: ChatRequest, context?: { signal?: AbortSignal }): Promise<ChatCompletion>
  /**
   * Which model on which server this is, as one line: two clients with the same identity answer alike. Part of a cache's key.
   *
   * @throws ChatError when the server has to be asked and does not answer.
   */
  identity(context?: { signal?: AbortSignal }): Promise<string>
}

/**
 * Why there is no answer:
 *
 * - `unreachable`: no connection, or one that broke off;
 * - `timeout`: no answer within the deadline;
 * - `rate-limited`: 429 up to the last try;
 * - `server-error`: 5xx up to the last try;
 * - `unauthorized`: 401 or 403, so the key or its rights;
 * - `context-exceeded`: the prompt is too long for the model;
 * - `bad-request`: the server does not accept the request (any other 4xx);
 * - `refusal`: a content filter turned the request down;
 * - `malformed-response`: an answer that is no chat completion (half a JSON document, an HTML page);
 * - `response-too-large`: an answer of more than 16 MiB, of which no more is read.
 */
export type ChatErrorReason =
  | 'unreachable'
  | 'timeout'
  | 'rate-limited'
  | 'server-error'
  | 'unauthorized'
  | 'context-exceeded'
  | 'bad-request'
  | 'refusal'
  | 'malformed-response'
  | 'response-too-large'

/** A model gave no answer. `reason` is for programs, `message` for people; neither ever holds a key. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly reason: ChatErrorReason
  /** The HTTP status, where there was one. */
  readonly status: number | undefined
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfter: number | undefined
  /** The parameter of the request that the server names as the fault. */
  readonly parameter: string | undefined

  constructor(
    reason: ChatErrorReason,
    message: string,
    details: { status?: number; retryAfter?: number; parameter?: string } = {},
  ) {
    super(message)
    this.reason = reason
    this.status = details.status
    this.retryAfter = details.retryAfter
    this.parameter = details.parameter
  }
}

/**
 * Whether an error is a {@link ChatError}, by its name: two builds of this package in one program have two classes.
 *
 * @example
 * ```ts
 * isChatError(new ChatError('timeout', 'no answer within 5 s')) // => true
 * ```
 */
export function isChatError(error: unknown): error is ChatError {
  return error instanceof Error && error.name === 'ChatError'
}
