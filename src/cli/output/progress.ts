import { statSync } from 'node:fs'

/** Seconds between two lines where there is no terminal. */
const EVERY = 10

/** Shows how far a long run is, on standard error: a bar on a terminal, elsewhere a line every ten seconds. */
export interface Progress {
  /** Told how many bytes of the files were read. */
  bytes(count: number): void
  /** Told how many more are done, and how many of them failed. */
  add(count: number, failures: number): void
  /** From now on it takes time: what was done before, by an earlier run, says nothing of the speed. */
  begin(): void
  stop(): void
}

/**
 * @param what Is counted: `samples`.
 * @param total How many there are, or the files that they are in; how much comes from standard input nobody knows.
 */
export async function progress(
  what: string,
  total: { count: number } | { files: readonly string[] },
  stream: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
): Promise<Progress> {
  const whole = 'count' in total ? total.count : bytesOf(total.files)
  let start = performance.now()
  let [done, failed, read] = [0, 0, 0]
  let before = { done, share: 0 }
  const shareDone = () => (whole > 0 ? Math.min(1, ('count' in total ? done : read) / whole) : 0)
  const state = () => {
    const seconds = (performance.now() - start) / 1000
    const share = shareDone()
    const rate = `${perSecond((done - before.done) / Math.max(seconds, 1e-3))}/s`
    const left = share > before.share ? duration((seconds * (1 - share)) / (share - before.share)) : '?'
    return { share, text: { done, rate, failed, left } }
  }
  const count = 'count' in total ? `{done} of ${whole} ${what}` : `{done} ${what}`
  const line = `${count}, {rate}, {failed} failed${whole > 0 ? ', {left} left' : ''}`
  const tell = (format: string, text: Record<string, unknown>) =>
    format.replace(/\{(\w+)\}/g, (_, name: string) => String(text[name]))

  if (stream.isTTY !== true) {
    const timer = setInterval(() => stream.write(`${tell(line, state().text)}\n`), EVERY * 1000)
    timer.unref()
    return telling(
      () => {},
      () => clearInterval(timer),
    )
  }
  const { default: cliProgress } = await import('cli-progress')
  const bar = new cliProgress.SingleBar({
    format: whole > 0 ? `{bar} {percentage} %, ${line}` : line,
    stream,
    barsize: 20, // all of it in 80 columns
    // Nobody would set the terminal right again after a signal.
    hideCursor: false,
    linewrap: true,
    clearOnComplete: true,
    fps: 5,
    gracefulExit: false, // a signal is to end the run, and not the bar alone
  })
  bar.start(1, 0, state().text)
  let shown = start
  const show = () => {
    if (performance.now() - shown < 200) return
    shown = performance.now()
    const { share, text } = state()
    bar.update(share, text)
  }
  return telling(show, () => bar.stop())

  function telling(show: () => void, stop: () => void): Progress {
    return {
      bytes(count) {
        read += count
      },
      add(count, failures) {
        done += count
        failed += failures
        show()
      },
      begin() {
        start = performance.now()
        before = { done, share: shareDone() }
      },
      stop,
    }
  }
}

function perSecond(rate: number): string {
  return rate < 10 ? rate.toFixed(1) : rate.toFixed(0)
}

function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  const minutes = Math.round(whole / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

function bytesOf(files: readonly string[]): number {
  return files.includes('-') ? 0 : files.reduce((sum, file) => sum + sizeOf(file), 0)
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0 // reading it will say what is wrong
  }
}
