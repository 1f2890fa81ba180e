import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Measured {
  seconds: number
  /** Peak resident memory. */
  megabytes: number
  stdout: string
}

/** Runs Node in a process of its own, in the project's folder. */
export function measure(args: readonly string[]): Measured {
  const start = performance.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', './bench/peak-memory.cjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const seconds = (performance.now() - start) / 1000
  const kilobytes = Number(/^peak (\d+) KB$/m.exec(stderr)?.[1])
  if (status !== 0 || Number.isNaN(kilobytes)) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
  return { seconds, megabytes: kilobytes / 1024, stdout }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
