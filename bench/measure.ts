import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Measured {
  seconds: number
  /** Peak resident memory. */
  megabytes: number
  /** What it wrote to standard error. */
  stderr: string
}

/**
 * Runs Node in a process of its own, in the project's folder. Linux counts the memory of this process as the other's peak: measure before filling it.
 *
 * @param options.input A file to have as standard input.
 */
export function measure(args: readonly string[], { input }: { input?: string } = {}): Measured {
  const stdin = openSync(input ?? '/dev/null', 'r')
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--require', './bench/peak-memory.cjs', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: [stdin, 'ignore', 'pipe'],
  })
  const seconds = (performance.now() - start) / 1000
  closeSync(stdin)
  const kilobytes = Number(/^peak (\d+) KB$/m.exec(stderr)?.[1])
  if (status !== 0 || Number.isNaN(kilobytes)) throw new Error(`node ${args.join(' ')} failed: ${stderr}`)
  return { seconds, megabytes: kilobytes / 1024, stderr }
}

/** Microseconds of processor time that this process has taken: other programs on the machine do not count. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
