/** What a server says of a fault, wherever it says it. */
export interface ErrorDetails {
  message: string
  /** `content_filter`, `context_length_exceeded`, `INVALID_ARGUMENT` …; empty where none is told. */
  code: string
  /** The status that the body tells, where it does. */
  status?: number
  /** The parameter that is named as the fault. */
  parameter?: string
}

type Json = Readonly<Record<string, unknown>>

/**
 * Reads the body of an error: OpenAI's `{ error: { message, type, param, code } }`; the error itself as the body (SGLang, Mistral, Bedrock); a text as the
 * error (xAI); `{ detail }` (FastAPI); a list (Gemini); a text or a page. What a gateway quotes of whoever is behind it (`metadata.raw` of OpenRouter) is
 * part of the message.
 */
export function errorDetails(body: unknown): ErrorDetails {
  const top = asObject(Array.isArray(body) ? body[0] : body)
  if (top === undefined) return { message: typeof body === 'string' ? plainText(body) : '', code: '' }
  const inner = asObject(top.error) ?? top
  const { metadata, innererror } = inner
  const parts = [
    inner === top ? top.error : undefined,
    inner.message ?? inner.msg ?? inner.Message ?? top.message,
    inner.detail ?? top.detail,
    asObject(metadata)?.raw,
    asObject(innererror)?.code,
  ]
  const status = [inner.code, inner.status, inner.statusCode, top.status, top.code].map(asStatus).find((one) => one > 0)
  const codes = [inner.code, inner.type, inner.status, top.code]
  const code = codes.find((one) => typeof one === 'string' && one !== '' && Number.isNaN(Number(one)))
  const parameter = inner.param ?? top.param
  return {
    message: [...new Set(parts.map(asText).filter((part) => part !== ''))].join(' '),
    code: typeof code === 'string' ? code : '',
    ...(status !== undefined && { status }),
    ...(typeof parameter === 'string' && parameter !== '' && { parameter }),
  }
}

/**
 * Whether a body is an error although its status says that all is well: it has an `error`, or calls itself one, and no answer.
 */
export function isErrorBody(body: unknown): boolean {
  const top = asObject(Array.isArray(body) ? body[0] : body)
  if (top === undefined || Array.isArray(top.choices)) return false
  if (top.error !== undefined && top.error !== null && top.error !== false) return true
  return (
    top.object === 'error' || top.type === 'error' || top.detail !== undefined || asStatus(top.code ?? top.status) > 0
  )
}

/** A status of HTTP that says that something went wrong, as a number or as digits; 0 for what is none. */
function asStatus(value: unknown): number {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 400 && number <= 599 ? number : 0
}

function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return value === undefined || value === null || value === false ? '' : (JSON.stringify(value) ?? '')
}

/** The words of a page, which a proxy may answer with. */
function plainText(text: string): string {
  return /^\s*</.test(text) ? text.replace(/<[^<>]{0,500}>/g, ' ').trim() : text.trim()
}
