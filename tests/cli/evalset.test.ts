import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packageVersion } from '../../src/core/version.js'
import { evaluationSetVersion } from '../../src/evalset/index.js'
import { crosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>)

afterAll(() => rmSync(folder, { recursive: true }))

describe('crosslingual evalset', () => {
  test('--languages fr,ru --modifiers --out writes 243 prompts a language', async () => {
    const out = join(folder, 'prompts.jsonl')
    const { status, stderr } = await crosslingual('evalset', '--languages', 'fr,ru', '--modifiers', '--out', out)
    expect({ status, stderr }).toEqual({ status: 0, stderr: `486 prompts in ${out}\n` })
    const rows = rowsOf(readFileSync(out, 'utf8'))
    expect(rows).toHaveLength(486)
    expect(Object.keys(rows[0] as object)).toEqual(
      expect.arrayContaining(['id', 'task', 'input', 'language', 'modifier', 'instructionLanguage', 'promptId']),
    )
  })

  test('without options: the whole set, on standard output', async () => {
    expect(rowsOf((await crosslingual('evalset')).stdout)).toHaveLength(452)
  })

  test('--version is the set’s, which its prompts carry; elsewhere it is the package’s', async () => {
    expect(await crosslingual('evalset', '--version')).toEqual({
      status: 0,
      stdout: `${evaluationSetVersion}\n`,
      stderr: '',
    })
    const rows = rowsOf((await crosslingual('evalset', '--languages', 'fr', '--modifiers')).stdout)
    expect(new Set(rows.map(({ evalset }) => evalset))).toEqual(new Set([evaluationSetVersion]))
    for (const args of [['--version'], ['score', '--version'], ['generate', '-V']]) {
      expect((await crosslingual(...args)).stdout).toBe(`${packageVersion}\n`)
    }
  })

  test('prompts of one’s own carry no version', async () => {
    const own = join(folder, 'plain.jsonl')
    writeFileSync(own, '{"input": "Pourquoi le ciel est-il bleu ?", "language": "fr", "task": "why"}\n')
    for (const row of rowsOf((await crosslingual('evalset', '--prompts', own, '--modifiers')).stdout)) {
      expect(row).not.toHaveProperty('evalset')
    }
  })

  test('score says it in the report and in each row', async () => {
    const answers = join(folder, 'answers.jsonl')
    const prompts = rowsOf((await crosslingual('evalset', '--languages', 'fr', '--rated')).stdout)
    writeFileSync(
      answers,
      prompts.map((each) => `${JSON.stringify({ ...each, output: 'Il fait beau ce matin.' })}\n`).join(''),
    )
    const out = join(folder, 'scored.jsonl')
    for (const workers of ['1', '2']) {
      const { stdout } = await crosslingual('score', answers, '--workers', workers, '--out', out, '--force')
      expect(stdout).toContain(`|evalset:${evaluationSetVersion}|`)
      for (const { signature } of rowsOf(readFileSync(out, 'utf8'))) {
        expect(signature).toContain(`|evalset:${evaluationSetVersion}|`)
      }
    }
  })

  test('--rated and --size, in each language alike', async () => {
    const rated = rowsOf((await crosslingual('evalset', '--rated', '--languages', 'pt')).stdout)
    expect(rated).toHaveLength(30)
    const ten = rowsOf((await crosslingual('evalset', '--size', '10', '--seed', '5')).stdout)
    expect(ten).toHaveLength(40)
    expect(new Set(ten.map(({ id }) => id)).size).toBe(10)
  })

  test('a file of one’s own, with modifiers', async () => {
    const own = join(folder, 'own.csv')
    writeFileSync(own, 'prompt,lang,task\n"Pourquoi le ciel est-il bleu ?",fr,why\n')
    const rows = rowsOf((await crosslingual('evalset', '--prompts', own, '--modifiers')).stdout)
    expect(rows.map(({ modifier }) => modifier?.replace(/_[a-z]{2}$/, '_XX'))).toEqual([
      'short',
      'long',
      'lang_XX',
      'scientific_style',
      'simple_style',
    ])
  })

  test.each([
    [['--languages', 'de'], /the evaluation set has en, fr, pt, ru; got "de"/],
    [['--released', folder], /no alpacaeval_test_subset\.LL\.jsonl in this folder/],
    [['--released', folder, '--prompts', 'x'], /give one of them/],
    [['--prompts', join(folder, 'none.jsonl')], /cannot be read/],
    [['--size', '0'], /Give a whole number from 1/],
    [['--out', join(folder, 'nowhere', 'x.jsonl')], /cannot be written/],
  ])('%j is an error that says the mend', async (args, message) => {
    const { status, stdout, stderr } = await crosslingual('evalset', ...args)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test.each([
    ['{"language": "fr"}\n', /bad\.jsonl:1: no instruction/],
    ['{"input": "Oui ?"}\n', /bad\.jsonl:1: no language/],
    ['{"input": "Oui ?", "language": "frensh"}\n', /bad\.jsonl:1: unknown language "frensh"; did you mean "french"/],
    [
      '{"id":"a","input":"x","language":"fr"}\n{"id":"a","input":"y","language":"fr"}\n',
      /bad\.jsonl:2: the id "a" is that of .*bad\.jsonl:1 too/,
    ],
  ])('a file with %j names the line', async (text, message) => {
    const bad = join(folder, 'bad.jsonl')
    writeFileSync(bad, text)
    expect((await crosslingual('evalset', '--prompts', bad)).stderr).toMatch(message)
  })
})

describe('table 1: score --by modifier,language with a judge', () => {
  let url = ''
  /** Finds every answer helpful, and no style fulfilled. */
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') return response.end(JSON.stringify({ data: [{ id: 'judge-1', owned_by: 'test' }] }))
      const prompt = (JSON.parse(body) as { messages: { content: string }[] }).messages[0]?.content ?? ''
      const language = prompt.includes('Sure') ? 1 : 3
      const stars = {
        Language: language,
        Fluency: 3,
        Helpfulness: 3,
        Accuracy: 3,
        'Logical coherence': 3,
        Harmlessness: 3,
      }
      const content = prompt.includes('condition on the answer') ? '0' : JSON.stringify(stars)
      const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }]
      response.end(
        JSON.stringify({
          id: 'x',
          object: 'chat.completion',
          model: 'judge-1',
          choices,
          usage: { prompt_tokens: 9, completion_tokens: 9 },
        }),
      )
    })
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  })
  afterAll(() => {
    server.close()
  })

  const file = join(folder, 'responses.jsonl')
  const rows = [
    {
      id: '1',
      language: 'fr',
      modifier: 'num_items_2',
      input: 'Des idées ? Citez 2 options.',
      output: '1. Lire un bon roman\n2. Nager dans la mer',
    },
    {
      id: '2',
      language: 'fr',
      modifier: 'num_items_3',
      input: 'Des idées ? Citez 3 options.',
      output: '1. Lire un bon roman\n2. Nager dans la mer',
    },
    {
      id: '3',
      language: 'fr',
      modifier: 'num_items_2',
      input: 'Des idées ? Citez 2 options.',
      output: 'Sure! 1. Read a good novel 2. Swim in the sea',
    },
    {
      id: '4',
      language: 'fr',
      modifier: 'simple_style',
      input: 'Pourquoi ? Mots simples.',
      output: 'Parce que le soleil chauffe la terre et la mer.',
    },
  ]
  const byName = (stdout: string) => {
    const { groups } = JSON.parse(stdout) as {
      groups: {
        by: { modifier: string }
        metrics: Record<string, { mean: number; scored: number; wrongLanguage: number; skipped: number }>
      }[]
    }
    return Object.fromEntries(groups.map(({ by, metrics }) => [by.modifier, metrics]))
  }
  const judged = [
    '--by',
    'modifier,language',
    '--judge',
    'six-criteria',
    '--judge-model',
    'judge-1',
    '--format',
    'json',
  ]

  test('fulfilment over all inputs; helpfulness over those in the right language, capped', async () => {
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const { status, stdout, stderr } = await crosslingual('score', file, ...judged, '--judge-url', url)
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const groups = byName(stdout)
    expect(groups.num_items_N?.modifierFulfillment).toMatchObject({ scored: 3, mean: 2 / 3 })
    expect(groups.num_items_N?.helpfulness).toMatchObject({ scored: 2, wrongLanguage: 1, mean: 0.75 })
    expect(groups.simple_style?.modifierFulfillment).toMatchObject({ scored: 1, mean: 0 })
    expect(groups.simple_style?.helpfulness).toMatchObject({ mean: 0.5 })
  })

  test('--no-modifier-cap', async () => {
    const { stdout } = await crosslingual('score', file, ...judged, '--judge-url', url, '--no-modifier-cap')
    expect(byName(stdout).num_items_N?.helpfulness).toMatchObject({ mean: 1 })
  })

  test('without a judge, what needs one is skipped and says so', async () => {
    const { stdout } = await crosslingual('score', file, '--by', 'modifier,language')
    expect(stdout).toMatch(/simple_style +fr +modifierFulfillment +– +– +0 +0 +1 +0 +1/)
    expect(stdout).toContain('1 × modifierFulfillment, no-judge: simple_style is for a judge')
  })
})
