import { statSync } from 'node:fs'
import cliProgress from 'cli-progress'

/** Shows how far a run is, on standard error, and only on a terminal. */
export interface Progress {
  bytes(read: number): void
  sample(failed: boolean): void
  stop(): void
}

/** A bar over the bytes of the files; for standard input, whose length nobody knows, a count. */
export function progress(files: readonly string[]): Progress {
  if (!process.stderr.isTTY) return { bytes: () => {}, sample: () => {}, stop: () => {} }
  const total = files.includes('-') ? 0 : files.reduce((sum, file) => sum + sizeOf(file), 0)
  const format =
    total > 0
      ? '{bar} {percentage} % · {samples} samples · {rate}/s · {failures} failed · {eta_formatted} left'
      : '{samples} samples · {rate}/s · {failures} failed'
  const bar = new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
  })
  let samples = 0
  let failures = 0
  let read = 0
  const start = performance.now()
  bar.start(Math.max(1, total), 0, { samples, failures, rate: 0 })
  return {
    bytes(count) {
      read += count
    },
    sample(failed) {
      samples += 1
      if (failed) failures += 1
      const seconds = (performance.now() - start) / 1000
      if (samples % 16 === 0)
        bar.update(Math.min(read, total), { samples, failures, rate: Math.round(samples / seconds) })
    },
    stop: () => bar.stop(),
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0 // reading it will say what is wrong
  }
}

/** How far a run of a known length is. */
export interface CountProgress {
  add(failed: boolean): void
  stop(): void
}

/** A bar on a terminal; elsewhere a line every ten seconds. */
export function countProgress(total: number, what: string): CountProgress {
  let [done, failures] = [0, 0]
  const start = performance.now()
  const rate = () => done / Math.max(1e-3, (performance.now() - start) / 1000)
  if (!process.stderr.isTTY) {
    const timer = setInterval(() => {
      const left = Math.round((total - done) / Math.max(1e-3, rate()))
      process.stderr.write(`${done} of ${total} ${what}, ${rate().toFixed(1)}/s, ${failures} failed, ${left} s left\n`)
    }, 10_000)
    timer.unref()
    return {
      add(failed) {
        done += 1
        if (failed) failures += 1
      },
      stop: () => clearInterval(timer),
    }
  }
  const format = `{bar} {percentage} % · {value} of {total} ${what} · {rate}/s · {failures} failed · {eta_formatted} left`
  const bar = new cliProgress.SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
  })
  bar.start(total, 0, { failures, rate: 0 })
  return {
    add(failed) {
      done += 1
      if (failed) failures += 1
      bar.update(done, { failures, rate: rate().toFixed(1) })
    },
    stop: () => bar.stop(),
  }
}
