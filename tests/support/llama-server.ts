import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real llama-server on loopback, with the JSON that it answers. */
export interface LlamaServer {
  url: string
  get(path: string): Promise<Json>
  post(path: string, body: Json): Promise<Json>
  stop(): Promise<void>
}

type Json = Record<string, unknown>

/** Starts a llama-server with a model and waits until it answers. */
export async function startLlamaServer(binary: string, model: string, args: readonly string[]): Promise<LlamaServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(binary, ['--model', model, '--host', '127.0.0.1', '--port', `${port}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk).slice(-4000)
  })
  const ended = once(server, 'exit')
  const stop = async () => {
    server.kill()
    await ended
  }
  const call = async (path: string, init?: RequestInit): Promise<Json> => {
    const response = await fetch(url + path, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Json
  }
  while ((await fetch(`${url}/health`).catch(() => undefined))?.ok !== true) {
    if (server.exitCode !== null) throw new Error(`${binary} ended with ${server.exitCode}: ${log}`)
    await sleep(100)
  }
  return {
    url,
    get: (path) => call(path),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    stop,
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
