import { ChatError, type ChatErrorReason } from './chat-client.js'

/** The error of an HTTP status outside 200–299. `error` is the `error` member of the body, where there is one. */
export function httpError(status: number, error: unknown, headers: Headers | undefined): ChatError {
  const details = (errorMember({ error }) ?? {}) as { message?: unknown; type?: unknown; code?: unknown }
  const message = typeof details.message === 'string' ? details.message : ''
  const retryAfter = headers === undefined ? undefined : retryAfterOf(headers)
  return new ChatError(
    statusReason(status, String(details.code ?? details.type ?? ''), message),
    `the server answered ${status}${message === '' ? '' : `: ${message}`}`,
    { status, ...(retryAfter === undefined ? {} : { retryAfter }) },
  )
}

/** llama.cpp and OpenAI have a code for it; vLLM, Anthropic and Gemini only say it in words. */
const TOO_LONG =
  /context (?:size|length|window)|maximum context|prompt is too long|input token count|too many input tokens/i

function statusReason(status: number, code: string, message: string): ChatErrorReason {
  if (status === 429) return 'rate-limited'
  if (status >= 500 || status === 408 || status === 409) return 'server-error'
  if (status === 401 || status === 403) return 'unauthorized'
  if (code === 'content_filter') return 'refusal'
  if (status === 413 || code === 'context_length_exceeded' || TOO_LONG.test(message)) return 'context-exceeded'
  return 'bad-request'
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

/** The `error` member of a body, where it has one. */
export function errorMember(body: unknown): Record<string, unknown> | undefined {
  const error = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined
  return typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : undefined
}
