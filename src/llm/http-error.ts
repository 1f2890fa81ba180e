import { ChatError, type ChatErrorReason } from './chat-client.js'
import { type ErrorDetails, errorDetails } from './error-body.js'

/** What vendors call a filter: Azure, also behind LiteLLM; OpenAI, OpenRouter; Bedrock; DashScope; DeepSeek; Gemini. */
const FILTERED =
  /content[ _-]?(?:filter|policy(?!_fallback))|content management policy|responsible ?ai|safety system|flagged (?:as|for|by)|requires moderation|guardrail|data_?inspection|inappropriate content|content exists risk|prohibited[ _]content|blocked (?:by|due to|for) .{0,40}(?:safety|polic)/i

/** llama.cpp, OpenAI and Azure have a code for it; vLLM, SGLang, Anthropic, Bedrock and Gemini say it in words. */
const TOO_LONG =
  /context[ _](?:size|length|window)(?!_fallback)|maximum context|(?:prompt|input) is too long|input token count|too many (?:input )?tokens|longer than the model/i

/** A validation that failed comes as an internal error from some servers: llama-cpp-python, gateways. */
const INVALID =
  /validation error|extra_forbidden|literal_error|invalid_request|unsupported|not supported|badrequesterror/i

const LIMITED = /rate.?limit|too.?many.?requests|quota|throttl|resource.?exhausted|tokens per min/i
const FORBIDDEN = /auth|api.?key|permission|forbidden|credential/i
const BAD = /invalid|bad.?request|unsupported|not.?found|not supported|validation/i

/** The error of an HTTP status outside 200–299, by the body. */
export function httpError(status: number, body: unknown, headers: Headers | undefined): ChatError {
  const details = errorDetails(body)
  const retryAfter = headers === undefined ? undefined : retryAfterOf(headers)
  return chatError(statusReason(status, details), `the server answered ${status}`, details, {
    status,
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

/** The error that a body tells under a status of 200: by the status that it names itself, else by what it says. */
export function toldError(body: unknown): ChatError {
  const details = errorDetails(body)
  const { status, message, code } = details
  if (status !== undefined)
    return chatError(statusReason(status, details), `the server told of an error ${status}`, details, { status })
  const said = `${code} ${message}`
  const reason: ChatErrorReason = FILTERED.test(said)
    ? 'refusal'
    : isTooLong(details)
      ? 'context-exceeded'
      : LIMITED.test(said)
        ? 'rate-limited'
        : FORBIDDEN.test(said)
          ? 'unauthorized'
          : BAD.test(said)
            ? 'bad-request'
            : 'server-error'
  return chatError(reason, 'the server told of an error', details, {})
}

function chatError(
  reason: ChatErrorReason,
  what: string,
  { message, code, parameter }: ErrorDetails,
  more: { status?: number; retryAfter?: number },
): ChatError {
  const said = [message, message === '' ? code : ''].filter((part) => part !== '')
  return new ChatError(reason, [what, ...said].join(': '), { ...more, ...(parameter !== undefined && { parameter }) })
}

function statusReason(status: number, details: ErrorDetails): ChatErrorReason {
  const { code, message } = details
  if (status === 429) return 'rate-limited'
  const isMessage = status !== 401 && status !== 408
  if (isMessage && (FILTERED.test(code) || FILTERED.test(message))) return 'refusal'
  if (status === 500 && INVALID.test(`${code} ${message}`)) return 'bad-request'
  if (status >= 500 || status === 408 || status === 409) return 'server-error'
  if (status === 401 || status === 403) return 'unauthorized'
  return status === 413 || isTooLong(details) ? 'context-exceeded' : 'bad-request'
}

function isTooLong({ code, message }: ErrorDetails): boolean {
  return /context_length_exceeded|exceed_context_size/.test(code) || TOO_LONG.test(message)
}

/** `Retry-After` in milliseconds: a number of seconds or a date (RFC 9110, 10.2.3); `retry-after-ms` is OpenAI's own. */
function retryAfterOf(headers: Headers): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const header = headers.get('retry-after')
  if (header === null) return undefined
  const seconds = Number(header)
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000
  return Number.isNaN(wait) ? undefined : Math.max(0, wait)
}
