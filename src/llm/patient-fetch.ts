/** An answer as it comes in. */
interface RawAnswer {
  status: number
  headers: Headers
  body: AsyncIterable<Uint8Array>
}

/** Makes a call, as `fetch` does. */
export type RawFetch = (...call: Parameters<typeof globalThis.fetch>) => Promise<RawAnswer>

/** undici's plain request: a judge's answer is one short body, and the streams of its fetch cost more than the call. */
export async function patientFetch(): Promise<RawFetch> {
  const { Agent, request } = await import('undici')
  // Node's own fetch gives up when no header has come for 300 s, which a queued call on a busy server easily needs; and servers
  // close idle connections after 5 s, so ours end before.
  const dispatcher = new Agent({ headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 4000 })
  return async (url, { method, headers, body, signal } = {}) => {
    const answer = await request(String(url), {
      method: (method ?? 'GET') as 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { body }),
      ...(signal && { signal }),
      dispatcher,
    })
    const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    return { status: answer.statusCode, headers: new Headers(told), body: answer.body }
  }
}
