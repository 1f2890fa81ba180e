import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../src/index.js'
import { crosslingual, crosslingualWith } from '../support/cli.js'
import { demoPath, demoSamples } from '../support/demo.js'
import { expectSame } from '../support/same-report.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name)
const parts = (extension: string) => [0, 1, 2].map((part) => file(`part-${part}.${extension}`))

/** Three shards, by turns, each scored by itself; and the whole. */
beforeAll(async () => {
  await ok('score', demoPath, '--report', file('whole.json'), '--out', file('whole.jsonl'))
  for (const part of [0, 1, 2]) {
    const lines = demoSamples.filter((_, i) => i % 3 === part).map((sample) => `${JSON.stringify(sample)}\n`)
    writeFileSync(file(`input-${part}.jsonl`), lines.join(''))
    await ok(
      'score',
      file(`input-${part}.jsonl`),
      ...['--report', file(`part-${part}.json`), '--out', file(`part-${part}.jsonl`)],
    )
  }
  writeFileSync(file('empty.jsonl'), '')
})

async function ok(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await crosslingual(...args)
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

const merged = async (...args: string[]) => JSON.parse(await ok('merge', ...args, '--format', 'json')) as Report
const whole = (...args: string[]) => merged(file('whole.json'), ...args)

describe('crosslingual merge', () => {
  test.each<[name: string, given: () => string[]]>([
    ['reports', () => parts('json')],
    ['in another order', () => parts('json').reverse()],
    ['scored samples', () => parts('jsonl')],
    ['both, and an empty part', () => [...parts('json').slice(0, 2), file('part-2.jsonl'), file('empty.jsonl')]],
    ['the whole alone', () => [file('whole.json')]],
  ])('%s give the whole', async (_, given) => {
    expectSame(await merged(...given()), await whole())
  })

  test('scored samples are read from standard input, and from names that Spark gives', async () => {
    const rows = readFileSync(file('whole.jsonl'))
    const piped = await crosslingualWith(rows, 'merge', '-', '--format', 'json')
    expect(JSON.parse(piped.stdout)).toEqual(await whole()) // in their order, bit for bit
    writeFileSync(file('part-00000'), rows)
    expect(await merged(file('part-00000'))).toEqual(await whole())
  })

  test('the table is that of `score`', async () => {
    expect(await ok('merge', ...parts('jsonl'))).toBe(await ok('score', demoPath))
  })

  test('--by and --seed are those of `score`, for scored samples', async () => {
    const options = ['--by', 'language', '--seed', '7', '--format', 'json']
    const scored = JSON.parse(await ok('score', demoPath, ...options))
    expectSame(JSON.parse(await ok('merge', ...parts('jsonl'), ...options)), scored)
  })

  test('--report can be merged again', async () => {
    await ok('merge', ...parts('json').slice(1), '--report', file('two.json'))
    expectSame(await merged(file('two.json'), file('part-0.json')), await whole())
  })

  test('--min is a gate', async () => {
    const min = ['--min', 'languageCorrectness@ru=0.9']
    const { status, stderr } = await crosslingual('merge', ...parts('json'), ...min)
    expect([status, stderr]).toEqual([1, expect.stringMatching(/languageCorrectness, llama-2-instruct, ru: mean 0\.7/)])
  })

  test('recorded bad lines are left out, and said', async () => {
    const bad = '{"error":{"where":"stdin:7","message":"not valid \\u001bJSON"}}\n'
    writeFileSync(file('recorded.jsonl'), `${bad}${readFileSync(file('whole.jsonl'))}${bad}`)
    const { status, stdout, stderr } = await crosslingual('merge', file('recorded.jsonl'), '--format', 'json')
    expect(stderr).toBe('2 bad lines left out:\n  stdin:7: not valid �JSON\n  stdin:7: not valid �JSON\n')
    expect([status, JSON.parse(stdout)]).toEqual([0, await whole()])
  })

  describe('the same shard twice', () => {
    beforeAll(() => {
      copyFileSync(file('part-1.json'), file('copy.json'))
      symlinkSync(file('part-1.jsonl'), file('link.jsonl'))
      writeFileSync(file('nothing.jsonl'), `${JSON.stringify({ output: '42', language: 'fr' })}\n`)
    })
    test.each<[name: string, again: string, of: string]>([
      ['by its name', 'part-1.json', 'part-1.json'],
      ['as a copy', 'copy.json', 'part-1.json'],
      ['as rows beside its report', 'part-1.jsonl', 'part-1.json'],
      ['as a link', 'link.jsonl', 'part-1.jsonl'],
    ])('is refused %s', async (_, again, of) => {
      const { status, stderr } = await crosslingual('merge', file('part-0.json'), file(of), file(again))
      const refused = `crosslingual: ${file(again)}: holds the same samples as ${file(of)}; give each part once`
      expect([status, stderr]).toEqual([2, expect.stringContaining(refused)])
    })

    test('shards that look alike because nothing was scored are not the same', async () => {
      const scored = [0, 1].map((i) => file(`nothing-${i}.jsonl`)) as [string, string]
      for (const out of scored) {
        const { status } = await crosslingual('score', file('nothing.jsonl'), '--out', out)
        expect(status).toBe(3) // nothing could be scored
      }
      expect((await merged(...scored)).groups[0]?.metrics.languageCorrectness).toMatchObject({ total: 2, skipped: 2 })
      const { status } = await crosslingual('merge', scored[0], scored[0])
      expect(status).toBe(2)
    })
  })

  describe('what does not go together is refused, with file and difference', () => {
    beforeAll(async () => {
      await ok('score', file('input-1.jsonl'), '--wrong-language', 'zero', '--report', file('zero.json'))
      await ok('score', file('input-1.jsonl'), '--wrong-language', 'zero', '--out', file('zero.jsonl'))
      await ok('score', file('input-1.jsonl'), '--by', 'model', '--report', file('by-model.json'))
      await ok('score', file('input-1.jsonl'), '--seed', '1', '--report', file('seed.json'))
      const [one = '', ...others] = readFileSync(file('part-1.jsonl'), 'utf8').split('\n')
      writeFileSync(
        file('mixed.jsonl'),
        [one, ...others].join('\n').replace(/(.*)wrongLanguage:exclude/s, '$1wrongLanguage:zero'),
      )
      writeFileSync(file('unscored.jsonl'), `${one}\n{"output":"x"}\n`)
    })
    test.each<[name: string, args: string[], error: string]>([
      ['policy', ['zero.json'], 'zero.json: does not go with '],
      ['policy of scored samples', ['zero.jsonl'], 'wrongLanguage: exclude ≠ zero'],
      ['policy within a part', ['mixed.jsonl'], 'wrongLanguage: exclude ≠ zero'],
      ['grouping', ['by-model.json'], 'reports by model,language and by model cannot be merged'],
      ['seed', ['seed.json'], 'seed: 0 ≠ 1'],
      ['not scored', ['unscored.jsonl'], 'unscored.jsonl:2: not a row of `score --out` (scores: '],
      ['no file', ['missing.json'], 'missing.json: cannot be read'],
    ])('%s', async (_, others, error) => {
      const { status, stdout, stderr } = await crosslingual('merge', file('part-0.json'), ...others.map(file))
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(error)])
      expect(stderr).not.toMatch(/^ +at /m)
    })

    test.each<[args: string[], error: RegExp]>([
      [
        ['--by', 'language'],
        /part-0\.json: was made with --by model,language; for --by language, merge the scored samples$/,
      ],
      [['--seed', '1'], /part-0\.json: was made with --seed 0; for --seed 1, merge the scored samples$/],
    ])('a report cannot follow %j', async (options, error) => {
      const { status, stderr } = await crosslingual('merge', file('part-0.json'), ...options)
      expect([status, stderr.trimEnd()]).toEqual([2, expect.stringMatching(error)])
    })

    test('parts without any sample', async () => {
      const { status, stderr } = await crosslingual('merge', file('empty.jsonl'))
      expect([status, stderr]).toEqual([2, `crosslingual: ${file('empty.jsonl')}: no samples\n`])
    })
  })
})
