import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/index.js'
import { demoPath } from '../support/demo.js'
import { expectSame } from '../support/same-report.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'dist/cli/main.js')
const PARTITIONS = 8
const ROWS = Number(process.env.CROSSLINGUAL_SPARK_ROWS ?? 2000)
const MINUTE = 60_000

const canRun = (command: string, ...args: string[]) => spawnSync(command, args).status === 0
const missing = !canRun('java', '-version')
  ? 'Java'
  : !canRun('python3', '-c', 'import pyspark')
    ? 'PySpark'
    : undefined

const folder = mkdtempSync(join(tmpdir(), 'crosslingual spark-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name)

function spark(input: string, output: string) {
  return spawnSync(
    'python3',
    [
      join(root, 'examples/spark/score.py'),
      ...[file(input), file(output), '--partitions', `${PARTITIONS}`, '--report', file(`${output}.json`)],
      ...['--command', `'${process.execPath}' '${main}'`],
    ],
    { encoding: 'utf8', env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', PYSPARK_PYTHON: 'python3' } },
  )
}

function crosslingual(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' })
  // Nothing but how far it is, which a long run tells.
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^(\d+ samples, \d+\/s, 0 failed, .+ left\n)*$/)])
  return stdout
}

const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8')) as Report

// CROSSLINGUAL_SPARK_ROWS=100000 for the size of real work.
describe.skipIf(missing !== undefined)(`examples/spark/score.py${missing ? ` (${missing} is missing)` : ''}`, () => {
  beforeAll(() => {
    const fixtures = ['smollm2-135m-instruct', 'gemma-3-270m'].map((name) =>
      join(root, `fixtures/generated/${name}.jsonl`),
    )
    const lines = [demoPath, ...fixtures].flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n'))
    const rows = Array.from({ length: ROWS }, (_, i) => ({
      ...JSON.parse(lines[i % lines.length] as string),
      id: `${i}`,
    }))
    writeFileSync(file('rows.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    writeFileSync(file('bad.jsonl'), `${lines.slice(0, 5).join('\n')}\nnonsense\n`)
  })

  test(
    `${ROWS} rows in ${PARTITIONS} partitions: rows and summary are those of a single run`,
    () => {
      const { status, stderr, stdout } = spark('rows.jsonl', 'scored')
      expect(status, stderr).toBe(0)
      const parts = readdirSync(file('scored')).filter((name) => name.startsWith('part-'))
      expect(parts.length).toBe(PARTITIONS)

      const single = crosslingual(
        'score',
        file('rows.jsonl'),
        '--out',
        file('single.jsonl'),
        '--report',
        file('single.json'),
      )
      expect(stdout).toBe(single)
      expectSame(read('scored.json'), read('single.json'))
      const scored = parts.sort().map((part) => readFileSync(file(`scored/${part}`), 'utf8'))
      expect(scored.join('')).toBe(readFileSync(file('single.jsonl'), 'utf8'))

      // Merged as shards too: each part summed by itself, in any order.
      const paths = parts.reverse().map((part) => file(`scored/${part}`))
      crosslingual('merge', ...paths, '--report', file('shards.json'))
      expectSame(read('shards.json'), read('single.json'))
    },
    ROWS > 10_000 ? 20 * MINUTE : 3 * MINUTE,
  )

  test(
    'a bad line fails the job, with its place',
    () => {
      const { status, stderr } = spark('bad.jsonl', 'bad')
      expect(status).not.toBe(0)
      expect(stderr).toMatch(/crosslingual: stdin:\d+: not valid JSON/)
      expect(stderr).toMatch(/exited with error code 2/)
    },
    3 * MINUTE,
  )
})
