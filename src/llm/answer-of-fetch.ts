import type { RawFetch } from './patient-fetch.js'

/** A fetch whose answers come in piece by piece. */
export function answerOfFetch(fetch: typeof globalThis.fetch): RawFetch {
  return async (url, init) => {
    const { status, headers, body } = await fetch(url, init)
    return { status, headers, body: pieces(body) }
  }
}

/** Not the stream's own iterator, which some browsers do not have. */
async function* pieces(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  try {
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) yield read.value
  } finally {
    await reader?.cancel()
  }
}
