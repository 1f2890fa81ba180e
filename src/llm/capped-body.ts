import { ChatError } from './chat-client.js'

/** More than any answer of a model takes, with ten alternatives for each of 8,000 tokens; and more than a list of models does. */
const LARGEST_ANSWER = 16 * 2 ** 20

/** Of an error's body, no more is of use. */
const LARGEST_ERROR = 2 ** 16

/**
 * Reads a body no further than it may be long, counted in bytes as they come: what is behind is not even received.
 *
 * @param length What `Content-Length` says, where it says anything.
 * @throws ChatError `response-too-large` for an answer that is longer; the body of an error is cut instead.
 */
export async function cappedBody(
  chunks: AsyncIterable<Uint8Array>,
  { isError, length }: { isError: boolean; length?: string | null | undefined },
): Promise<Uint8Array> {
  if (!isError && Number(length ?? 0) > LARGEST_ANSWER) {
    for await (const _ of chunks) break // leaving the loop closes the connection
    throw tooLarge()
  }
  const most = isError ? LARGEST_ERROR : LARGEST_ANSWER
  const read: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    read.push(chunk)
    size += chunk.byteLength
    if (size <= most) continue
    if (!isError) throw tooLarge()
    break
  }
  return joined(read, size)
}

function tooLarge(): ChatError {
  return new ChatError(
    'response-too-large',
    `the answer is longer than ${LARGEST_ANSWER / 2 ** 20} MiB: it is no answer of a model`,
  )
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
