import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** In the environment of every command; it must turn up nowhere else. */
export const secretKey = 'sk-secret-0123456789'

export interface Ended {
  status: number | null
  stdout: string
  stderr: string
}

/** Starts the command line. Not spawnSync: the servers that it talks to live in the test's own process. */
export function startCrosslingual(
  args: readonly string[],
  { cwd, stdin = 'ended', env }: { cwd?: string; stdin?: 'ended' | 'open'; env?: Record<string, string> } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, OPENAI_API_KEY: secretKey, ...env },
    ...(cwd !== undefined && { cwd }),
  })
  if (stdin === 'ended') child.stdin.end()
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += String(chunk)
    })
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, ...output })))
  return { child, ended }
}

export function crosslingual(...args: string[]): Promise<Ended> {
  return startCrosslingual(args).ended
}

/** With this on its standard input. */
export function crosslingualWith(input: string | Uint8Array, ...args: string[]): Promise<Ended> {
  const { child, ended } = startCrosslingual(args, { stdin: 'open' })
  child.stdin?.on('error', () => {}) // a command that failed reads no further
  child.stdin?.end(input)
  return ended
}
