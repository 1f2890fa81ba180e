import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { relevanceJudge } from '../../src/index.js'
import { openaiClient } from '../../src/llm/index.js'

const GIB = 2 ** 30
const MIB = 2 ** 20
const chunk = Buffer.alloc(64 * 1024, 'x')

/** A server whose answers have a gigabyte; and what of it went out before the connection was closed. */
async function endless({ status = 200, length = false, head = '' } = {}) {
  let sent = 0
  let calls = 0
  const server = createServer((request, response) => {
    if (request.method === 'GET') return response.writeHead(404).end()
    calls += 1
    const headers = { 'content-type': 'application/json', ...(length && { 'content-length': String(GIB) }) }
    response.writeHead(status, headers)
    response.write(head)
    const more = (): void => {
      while (sent < GIB && !response.destroyed) {
        sent += chunk.length
        if (!response.write(chunk)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    sent: () => sent,
    calls: () => calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const request = { messages: [{ role: 'user' as const, content: 'x' }], maxTokens: 8 }

test.each([
  ['in chunks', {}, undefined],
  ['with its length told before', { length: true }, undefined],
  ['through a fetch of one’s own', {}, globalThis.fetch],
  ['that begins as a completion', { head: '{"choices":[{"message":{"content":"1' }, undefined],
])('an answer of a gigabyte, %s, is not read', async (_, how, fetch) => {
  const server = await endless(how)
  const client = openaiClient({ model: 'm', baseURL: server.url, retries: 3, ...(fetch && { fetch }) })
  await expect(client.complete(request)).rejects.toMatchObject({
    reason: 'response-too-large',
    message: 'the answer is longer than 16 MiB: it is no answer of a model',
  })
  expect(server.sent()).toBeLessThan(64 * MIB) // what was read, and what was under way
  expect(server.calls()).toBe(1) // it would be no shorter another time
  const score = await relevanceJudge({ client })({ input: 'Quoi ?', output: 'Rien.' })
  expect(score).toMatchObject({ status: 'failed', reason: 'response-too-large' })
  server.close()
})

test('of an error’s body, no more is read than is of use', async () => {
  const server = await endless({ status: 400, head: 'no such thing ' })
  const client = openaiClient({ model: 'm', baseURL: server.url, retries: 0 })
  await expect(client.complete(request)).rejects.toMatchObject({
    reason: 'bad-request',
    message: expect.stringMatching(/^the server answered 400: no such thing x{100,400}…$/),
  })
  expect(server.sent()).toBeLessThan(64 * MIB)
  server.close()
})
