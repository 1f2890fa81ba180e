import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { progress } from '../../src/cli/output/progress.js'
import { mixedLines, writeLines } from '../support/score-input.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What is written to it; a terminal has a width. */
function screen(terminal: object = {}) {
  const stream = Object.assign(new PassThrough(), terminal)
  return { stream, text: () => String(stream.read() ?? '') }
}

const seconds = (count: number) => vi.advanceTimersByTime(count * 1000)

describe('without a terminal', () => {
  test('a line every ten seconds: how many, rate, failures, time left', async () => {
    const { stream, text } = screen()
    const bar = await progress('samples', { count: 1000 }, stream)
    seconds(5)
    bar.add(150, 2)
    expect(text()).toBe('')
    seconds(5)
    expect(text()).toBe('150 of 1000 samples, 15/s, 2 failed, 57 s left\n')
    seconds(9)
    bar.add(350, 1)
    seconds(1)
    expect(text()).toBe('500 of 1000 samples, 25/s, 3 failed, 20 s left\n')
    bar.stop()
    seconds(60)
    expect(text()).toBe('')
  })

  test('of files the bytes tell what is left; of standard input nobody knows', async () => {
    const path = join(folder, 'file')
    writeFileSync(path, 'x'.repeat(1000))
    const [file, stdin] = [screen(), screen()]
    for (const bar of [
      await progress('samples', { files: [path] }, file.stream),
      await progress('samples', { files: ['-'] }, stdin.stream),
    ]) {
      bar.bytes(100)
      bar.add(5, 0)
    }
    seconds(10)
    expect(file.text()).toBe('5 samples, 0.5/s, 0 failed, 1 min 30 s left\n')
    expect(stdin.text()).toBe('5 samples, 0.5/s, 0 failed\n')
  })

  test('what an earlier run did says nothing of the speed', async () => {
    const { stream, text } = screen()
    const bar = await progress('samples', { count: 1000 }, stream)
    seconds(2)
    bar.add(900, 0)
    bar.begin()
    seconds(7)
    bar.add(10, 0)
    seconds(1)
    expect(text()).toBe('910 of 1000 samples, 1.3/s, 0 failed, 1 min 12 s left\n')
  })

  test.each([
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [119.7, '2 min 0 s'],
    [3599.4, '59 min 59 s'],
    [3599.8, '1 h 0 min'],
    [7170, '2 h 0 min'],
    [90_000, '25 h 0 min'],
  ])('%d s left is "%s"', async (left, shown) => {
    const { stream, text } = screen()
    const bar = await progress('samples', { count: 10 + left }, stream)
    bar.add(10, 0)
    seconds(10)
    expect(text()).toContain(`, ${shown} left\n`)
  })
})

test('on a terminal: a bar with the same, no wider than the terminal, which is left as it was', async () => {
  const { stream, text } = screen({ isTTY: true, columns: 80 })
  const bar = await progress('samples', { count: 1000 }, stream)
  seconds(10)
  bar.add(250, 3)
  const shown = text()
  expect(shown).toMatch(/=+-+ 25 %, 250 of 1000 samples, 25\/s, 3 failed, 30 s left/)
  bar.stop()
  const modes = `${shown}${text()}`.split('\u001b[?').slice(1)
  expect(modes).toEqual([]) // neither the cursor nor wrapping is switched
})

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const hasTerminal = spawnSync('python3', ['-c', 'import pty']).status === 0

test.skipIf(!hasTerminal)('score shows it on a real terminal (needs Python)', () => {
  const input = writeLines(join(folder, 'input.jsonl'), mixedLines(2000))
  const args = ['score', input, '--skip-bad-lines', '--by', 'language', '--out', join(folder, 'out.jsonl')]
  const script = 'import pty,sys;sys.exit(pty.spawn(sys.argv[1:])>>8)'
  const { status, stdout } = spawnSync('python3', ['-c', script, process.execPath, main, ...args], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/=+-* \d+ %, \d+ samples, \d+\/s, [1-9]\d* failed, \d+ s left/),
  ])
  expect(stdout).not.toContain('\u001b[?7l')
})
