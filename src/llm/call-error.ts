import { ChatError } from './chat-client.js'
import type { Redactor } from './redact.js'

/** How much of what a server says goes into an error. */
const MESSAGE_LENGTH = 400

/**
 * What a call by the OpenAI SDK throws. A status is told by a ChatError of ours already, which the SDK takes for a connection that broke; anything else is one,
 * but for broken JSON.
 */
export function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error
  if (error instanceof Error && error.cause instanceof ChatError) return error.cause
  if (error instanceof SyntaxError) return new ChatError('malformed-response', 'the answer is broken JSON')
  return new ChatError('unreachable', `no connection, or a broken one: ${rootMessage(error)}`)
}

/** The message of what is at the bottom of an error. */
export function rootMessage(error: unknown): string {
  let root = error
  for (let depth = 0; depth < 5 && root instanceof Error && root.cause instanceof Error; depth += 1) root = root.cause
  const { message, code } = (root ?? {}) as { message?: string; code?: string }
  return message || code || String(root)
}

/** The error on one line of bearable length, without the keys that servers may quote. */
export function presentable(
  { reason, status, retryAfter, parameter, message }: ChatError,
  redact: Redactor,
): ChatError {
  const clean = redact.text(message).replace(/\s+/g, ' ').trim()
  return new ChatError(reason, clean.length > MESSAGE_LENGTH ? `${clean.slice(0, MESSAGE_LENGTH)}…` : clean, {
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(parameter === undefined ? {} : { parameter: redact.text(parameter) }),
  })
}
