import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crosslingual, startCrosslingual } from '../support/cli.js'
import { count } from '../support/counts.js'
import { mixedLines, writeLines } from '../support/score-input.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

const LINES = count(600, 1500)
const lines = mixedLines(LINES)
/** So many bytes of the whole run's rows. */
const scaled = (bytes: number) => Math.round((bytes * LINES) / 1500)
const input = writeLines(join(folder, 'input.jsonl'), lines)
const options = ['--record-bad-lines', '--by', 'language']
const args = (out: string, ...more: string[]) => [
  'score',
  input,
  '--out',
  out,
  '--report',
  `${out}.report`,
  ...options,
  ...more,
]

/** A run without its lines of progress, which a busy machine has time for. */
async function scored(...args: string[]) {
  const result = await crosslingual(...args)
  return { ...result, stderr: result.stderr.replace(/^\d+( of \d+)? samples, .*\n/gm, '') }
}

let whole: { rows: string; report: string; stdout: string; stderr: string }
beforeAll(async () => {
  const out = join(folder, 'whole')
  const { stdout, stderr } = await scored(...args(out))
  whole = { rows: readFileSync(out, 'utf8'), report: readFileSync(`${out}.report`, 'utf8'), stdout, stderr }
}, 60_000)

async function expectResumed(out: string, ...more: string[]) {
  const { status, stdout, stderr } = await scored(...args(out, '--resume', ...more))
  expect([status, stderr]).toEqual([0, whole.stderr])
  const got = { rows: readFileSync(out, 'utf8'), report: readFileSync(`${out}.report`, 'utf8'), stdout, stderr }
  expect(got).toEqual(whole)
  expect(existsSync(`${out}.partial`) || existsSync(`${out}.partial.json`) || existsSync(`${out}.partial.lock`)).toBe(
    false,
  )
}

/** Kills a run when it has written as many bytes; gives how many it has. */
async function killed(out: string, bytes: number, signal: NodeJS.Signals, ...more: string[]): Promise<number> {
  const { child, ended } = startCrosslingual(args(out, ...more))
  const poll = setInterval(() => {
    if (existsSync(`${out}.partial`) && statSync(`${out}.partial`).size >= bytes) child.kill(signal)
  }, 5)
  await ended
  clearInterval(poll)
  expect(child.signalCode).toBe(signal)
  expect(existsSync(out)).toBe(false)
  return statSync(`${out}.partial`).size
}

describe('--resume', () => {
  const kills: readonly [signal: NodeJS.Signals, bytes: number, before: string, after: string][] = [
    ['SIGKILL', 400_000, '1', '2'],
    ['SIGINT', 300_000, '2', '1'],
    ['SIGKILL', 1, '1', '1'],
    ['SIGKILL', 200_000, '2', '2'],
    ['SIGTERM', 100_000, '1', '3'],
  ]
  test.each(kills.slice(0, count(2, kills.length)))(
    'after %s at %i bytes of 1500 rows with %s workers, it ends with %s as if nothing had been',
    async (signal, bytes, before, after) => {
      const out = join(folder, `${signal}-${bytes}`)
      const size = await killed(out, scaled(bytes), signal, '--workers', before)
      expect(size).toBeLessThan(Buffer.byteLength(whole.rows))
      await expectResumed(out, '--workers', after)
    },
    60_000,
  )

  test('killed twice', async () => {
    const out = join(folder, 'twice')
    const first = await killed(out, scaled(50_000), 'SIGKILL')
    await killed(out, first + scaled(100_000), 'SIGKILL', '--resume')
    await expectResumed(out)
  }, 60_000)

  const torn = [0.3, 0, 1, 0.7].flatMap((share) => [
    { workers: '1', share },
    { workers: '2', share },
  ])
  test.each(torn.slice(0, count(2, torn.length)))(
    'with $workers workers, from a file torn at the share $share of its bytes',
    async ({ workers, share }) => {
      const out = join(folder, `torn-${workers}-${share}`)
      await killed(out, 1, 'SIGKILL')
      const rows = Buffer.from(whole.rows)
      writeFileSync(`${out}.partial`, rows.subarray(0, Math.round(share * rows.length)))
      await expectResumed(out, '--workers', workers)
    },
    60_000,
  )

  test('with nothing to go on with, it begins', () => expectResumed(join(folder, 'nothing')), 60_000)

  test('a bad line stopped it: with that line left out it goes on', async () => {
    const out = join(folder, 'stopped')
    const [bad = ''] = [lines.findIndex((line) => line.includes('nonsense'))].map(
      (at) => `input.jsonl:${at + 1}: not valid JSON`,
    )
    const stopped = await crosslingual('score', input, '--out', out)
    expect([stopped.status, stopped.stderr]).toEqual([2, expect.stringContaining(bad)])
    const resumed = await scored('score', input, '--out', out, '--resume', '--skip-bad-lines')
    const fresh = await scored('score', input, '--out', `${out}-fresh`, '--skip-bad-lines')
    expect(resumed).toEqual(fresh)
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(`${out}-fresh`, 'utf8'))
  }, 60_000)

  test('another input, option or no --resume: an error that says so, and what was scored stays', async () => {
    const out = join(folder, 'other')
    await killed(out, 1, 'SIGKILL')
    const half = whole.rows.split('\n').slice(0, 40).join('\n')
    writeFileSync(`${out}.partial`, `${half}\n`)
    const changed = writeLines(
      join(folder, 'changed.jsonl'),
      lines.with(20, '{"output":"Autre chose","language":"fr"}'),
    )
    const runs: [string[], RegExp][] = [
      [args(out), /other\.partial; add --resume to go on with it, or remove it to start again/],
      [args(out, '--resume', '--language', 'ru'), /other\.partial: --language was none, and is "ru" now/],
      [
        args(out, '--resume', '--scorers', 'languageCorrectness'),
        /--scorers was \["languageCorrectness","spellcheckRatio"\]/,
      ],
      [args(out, '--resume', '--wrong-language', 'zero'), /wrongLanguage: exclude ≠ zero/],
      [args(out, '--resume').with(1, changed), /other\.partial:\d+: the input has another row here \(".+" differs\)/],
      [['score', input, '--resume'], /--resume: goes on with the file of an interrupted --out; name it/],
    ]
    for (const [command, message] of runs) {
      const { status, stderr } = await crosslingual(...command)
      expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
    }
    await expectResumed(out)
  }, 60_000)
})

describe('a full disk', () => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0
  afterAll(() => {
    if (mounted) spawnSync('umount', [disk])
  })

  test.skipIf(!mounted)(
    'stops the run; with room again --resume finishes it (needs the right to mount a small disk)',
    async () => {
      const out = join(disk, 'out')
      const { status, stderr } = await crosslingual(...args(out))
      expect([status, stderr]).toEqual([2, expect.stringMatching(/out: cannot be written \(ENOSPC/)])
      expect(readdirSync(disk).sort()).toEqual(['out.partial', 'out.partial.json'])
      spawnSync('mount', ['-o', 'remount,size=64m', disk])
      await expectResumed(out)
    },
    60_000,
  )

  test.skipIf(!mounted).each(['1', '2'])(
    'ends it though standard input stays open, with %s workers',
    async (workers) => {
      for (const name of readdirSync(disk)) rmSync(join(disk, name))
      spawnSync('mount', ['-o', 'remount,size=64k', disk])
      const out = join(disk, `stdin-${workers}`)
      const { child, ended } = startCrosslingual(
        ['score', '-', '--out', out, '--skip-bad-lines', '--workers', workers],
        { stdin: 'open' },
      )
      child.stdin?.on('error', () => {})
      child.stdin?.write(readFileSync(input))
      expect(await ended).toMatchObject({ status: 2, stderr: expect.stringMatching(/cannot be written \(ENOSPC/) })
    },
  )
})
