import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ChatCall {
  /** The first message: the judge's prompt. */
  prompt: string
  request: IncomingMessage
  response: ServerResponse
  body: Record<string, unknown>
}

/** A server on loopback that speaks OpenAI's chat completions; `answer` decides what each call gets. */
export async function chatServer(answer: (call: ChatCall) => void, owner = 'loopback') {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      if (request.method === 'GET') return sendJson(response, { data: [{ id: 'judge', owned_by: owner }] })
      const body = JSON.parse(text) as ChatCall['body'] & { messages: { content: string }[] }
      answer({ prompt: body.messages[0]?.content ?? '', request, response, body })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

export function completion(content: string | null, finishReason = 'stop', message: object = {}) {
  return {
    id: 'x',
    object: 'chat.completion',
    model: 'judge',
    choices: [{ index: 0, finish_reason: finishReason, message: { role: 'assistant', content, ...message } }],
    usage: { prompt_tokens: 10, completion_tokens: 1 },
  }
}
