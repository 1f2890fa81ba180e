import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendJson } from './chat-server.js'

// Servers on loopback that speak the vendors' own protocols, as their API references had them in late 2026.

/** What a vendor's server was asked. */
export interface VendorCall {
  path: string
  headers: IncomingMessage['headers']
  body: Record<string, unknown>
  /** Whether JSON by a schema is wanted, and nothing else will do. */
  structured: boolean
}

/** What it answers: a text, or a whole response of its own with a status. */
export type VendorAnswer = string | { status: number; body: unknown }

export interface VendorServer {
  url: string
  calls: VendorCall[]
  close(): void
}

/** Anthropic's Messages API: `POST /messages`. */
export function anthropicServer(answer: (call: VendorCall) => VendorAnswer): Promise<VendorServer> {
  return vendorServer(
    answer,
    ({ body }) => 'output_format' in body || 'output_config' in body || Array.isArray(body.tools),
    (text, { body }) => ({
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: `${String(body.model)}-20250929`,
      content: Array.isArray(body.tools)
        ? [{ type: 'tool_use', id: 'toolu_1', name: 'json', input: JSON.parse(text) }]
        : [{ type: 'text', text }],
      stop_reason: Array.isArray(body.tools) ? 'tool_use' : 'end_turn',
      stop_sequence: null,
      usage: { input_tokens: 150, output_tokens: 5 },
    }),
  )
}

/** Gemini's `POST /models/MODEL:generateContent`. */
export function geminiServer(answer: (call: VendorCall) => VendorAnswer): Promise<VendorServer> {
  return vendorServer(
    answer,
    ({ body }) => (body.generationConfig as { responseMimeType?: unknown }).responseMimeType === 'application/json',
    (text) => ({
      candidates: [{ content: { role: 'model', parts: [{ text }] }, finishReason: 'STOP', index: 0 }],
      usageMetadata: { promptTokenCount: 120, candidatesTokenCount: 40, totalTokenCount: 160 },
      modelVersion: 'gemini-2.5-flash',
      responseId: 'r1',
    }),
  )
}

async function vendorServer(
  answer: (call: VendorCall) => VendorAnswer,
  structured: (call: Omit<VendorCall, 'structured'>) => boolean,
  responseOf: (text: string, call: VendorCall) => unknown,
): Promise<VendorServer> {
  const calls: VendorCall[] = []
  const server = createServer(async (request, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const seen = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) }
    const call = { ...seen, structured: structured(seen) }
    calls.push(call)
    const given = answer(call)
    if (typeof given === 'string') sendJson(response, responseOf(given, call))
    else sendJson(response, given.body, given.status)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
