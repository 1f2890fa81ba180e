import { presentable, rootMessage } from './call-error.js'
import { ChatError, type ChatErrorReason } from './chat-client.js'
import { errorDetails } from './error-body.js'
import { httpError } from './http-error.js'
import type { Redactor } from './redact.js'

/** Errors of the AI SDK that have no status, by name. */
const NAMED: Readonly<Record<string, ChatErrorReason>> = {
  AI_LoadAPIKeyError: 'unauthorized',
  AI_NoSuchModelError: 'bad-request',
  AI_UnsupportedFunctionalityError: 'bad-request',
  AI_InvalidPromptError: 'bad-request',
  AI_InvalidArgumentError: 'bad-request',
  AI_EmptyResponseBodyError: 'malformed-response',
  AI_InvalidResponseDataError: 'malformed-response',
  AI_JSONParseError: 'malformed-response',
  AI_NoContentGeneratedError: 'malformed-response',
  AI_TypeValidationError: 'malformed-response',
  TimeoutError: 'timeout',
  APIConnectionTimeoutError: 'timeout',
  APIConnectionError: 'unreachable',
}

const BROKEN =
  /^(?:ECONN\w+|ENOTFOUND|EAI_AGAIN|EHOST\w+|ENET\w+|EPIPE|ETIMEDOUT|UND_ERR_\w+|CERT_\w+|\w{0,40}SELF_SIGNED\w{0,40}|UNABLE_TO_\w+)$/

interface ForeignError {
  name?: unknown
  message?: unknown
  code?: unknown
  cause?: unknown
  status?: unknown
  statusCode?: unknown
  $metadata?: { httpStatusCode?: unknown }
  error?: unknown
  data?: unknown
  responseBody?: unknown
  headers?: unknown
  responseHeaders?: unknown
}

/**
 * What an error of somebody's SDK means: the {@link ChatError} for a status, a broken connection or a name that is known; else the error itself, which is no
 * failure of a model. Keys are taken out of either.
 */
export function foreignError(thrown: unknown, redact: Redactor): unknown {
  const known = thrown instanceof ChatError ? thrown : modelError((thrown ?? {}) as ForeignError)
  if (known !== undefined) return presentable(known, redact)
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const clean = redact.text(message)
  return thrown instanceof Error && clean === message ? thrown : new Error(clean)
}

function modelError(error: ForeignError): ChatError | undefined {
  const status = [error.statusCode, error.status, error.$metadata?.httpStatusCode].find(
    (each) => typeof each === 'number',
  )
  const message = typeof error.message === 'string' ? error.message : ''
  if (typeof status === 'number' && status >= 400) return httpError(status, bodyOf(error), headersOf(error))
  if (typeof status === 'number' && status >= 200) return new ChatError('malformed-response', message, { status })
  const reason = NAMED[String(error.name)]
  if (reason !== undefined) return new ChatError(reason, message)
  if (isBroken(error)) return new ChatError('unreachable', `no connection, or a broken one: ${rootMessage(error)}`)
  return undefined
}

function isBroken(error: ForeignError): boolean {
  const { code, message, cause } = error
  if (typeof code === 'string' && BROKEN.test(code)) return true
  if (typeof message === 'string' && /^(?:fetch failed|Failed to fetch|terminated|Cannot connect to API)/.test(message))
    return true
  return typeof cause === 'object' && cause !== null && cause !== error && isBroken(cause)
}

/** What the server said, wherever an SDK keeps it; else what the error itself says. */
function bodyOf(error: ForeignError): unknown {
  const bodies = [error.error, error.data, parsed(error.responseBody)]
  const told = bodies.find((body) => typeof body === 'object' && body !== null && errorDetails(body).message !== '')
  return told ?? { message: error.message, code: error.code ?? error.name }
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined
  } catch {
    return undefined
  }
}

function headersOf({ responseHeaders, headers }: ForeignError): Headers | undefined {
  const given = responseHeaders ?? headers
  if (typeof given !== 'object' || given === null) return undefined
  const entries = given instanceof Headers ? [...given] : Object.entries(given)
  return new Headers(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
