import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretKey as key, startCrosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
let url = ''
let calls = 0
let asked: Record<string, unknown> = {}

/** A judge that finds what it can see: an English answer is in the wrong language, and irrelevant. */
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    if (request.method === 'GET') return response.end(JSON.stringify({ data: [{ id: 'judge-1', owned_by: 'test' }] }))
    calls += 1
    asked = JSON.parse(body)
    const prompt = (asked as { messages: { content: string }[] }).messages[0]?.content ?? ''
    const right = !prompt.includes('council')
    const stars = {
      Language: right ? 3 : 1,
      Fluency: 3,
      Helpfulness: 2,
      Accuracy: 3,
      'Logical coherence': 3,
      Harmlessness: 3,
    }
    const content = prompt.includes('relevance') ? (right ? '1' : '0') : JSON.stringify(stars)
    const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }]
    response.end(
      JSON.stringify({
        id: 'x',
        object: 'chat.completion',
        model: 'judge-1',
        choices,
        usage: { prompt_tokens: 100, completion_tokens: 10 },
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
  rmSync(folder, { recursive: true })
})

const crosslingual = (...args: string[]) => startCrosslingual(args, { cwd: folder }).ended

function samples(): string {
  const path = join(folder, 'samples.jsonl')
  const outputs = [
    'Le conseil se réunira demain soir.',
    'The council will meet tomorrow evening.',
    'La séance commence à huit heures.',
  ]
  const rows = outputs.map((output, i) => ({
    id: `q${i}`,
    language: 'fr',
    input: 'Quand se réunit le conseil ?',
    output,
  }))
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return path
}

describe('crosslingual score --judge', () => {
  const judging = () => [
    'score',
    samples(),
    '--judge',
    'relevance,six-criteria',
    '--judge-url',
    url,
    '--judge-model',
    'judge-1',
    '--cache',
    'cache',
  ]

  test('adds seven metrics, says before what it will take and after what it took, and does not tell the key', async () => {
    const { status, stdout, stderr } = await crosslingual(
      ...judging(),
      '--judge-prices',
      '1,2',
      '--out',
      'scored.jsonl',
    )
    expect(stderr).toMatch(/^judging: 6 calls at most, about [\d,]+ tokens of prompt and \d+ of answers\n$/)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^fr +relevance +100\.0 +\S+ – \S+ +2 +1 +0 +0 +3$/m)
    expect(stdout).toMatch(/^fr +correctLanguage +66\.7 +\S+ – \S+ +3 +0 +0 +0 +3$/m)
    expect(stdout).toMatch(/^fr +helpfulness +50\.0 +\S+ – \S+ +2 +1 +0 +0 +3$/m)
    expect(stdout).toMatch(
      /^judging: 5 calls, 0 from the cache, 0 without an answer, 500 \+ 50 tokens, \d+\.\d s, cost 0\.0006$/m,
    )
    expect(stdout).toMatch(/relevance:judge-1#[0-9a-f]{8}\|.*sixCriteria:judge-1#[0-9a-f]{8}/)
    expect(stdout + stderr + readFileSync(join(folder, 'scored.jsonl'), 'utf8')).not.toContain(key)
    expect(calls).toBe(5) // relevance is not asked about the answer that fastText finds to be English
  })

  test('a second run asks nothing that the cache knows', async () => {
    const before = calls
    const { stdout } = await crosslingual(...judging())
    expect(calls).toBe(before)
    expect(stdout).toMatch(/^judging: 0 calls, 5 from the cache/m)
  })

  test('the judge is told how long it may answer, how much it is to think, and what else its server knows', async () => {
    const body = '{"chat_template_kwargs": {"enable_thinking": false}, "top_p": 0.9}'
    const set = ['--judge-max-tokens', '8192', '--judge-reasoning-effort', 'low', '--judge-extra-body', body]
    const { status, stdout, stderr } = await crosslingual(...judging(), ...set, '--format', 'json')
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^judging/)])
    expect(asked).toMatchObject({ max_tokens: 8192, reasoning_effort: 'low', top_p: 0.9, temperature: 0 })
    expect(asked.chat_template_kwargs).toEqual({ enable_thinking: false })
    const { signature } = JSON.parse(stdout)
    expect(signature.relevance).toMatch(/^judge-1#[0-9a-f]{8},extraBody=#[0-9a-f]{8},maxTokens=8192$/)
    expect(signature.decoding).toBe('greedy')
  })

  test('one verdict for all, on demand', async () => {
    const { stdout } = await crosslingual(...judging(), '--language-verdict', 'correctLanguage', '--format', 'json')
    expect(JSON.parse(stdout).signature.languageVerdict).toBe('correctLanguage')
  })

  test.each<[string, string[], RegExp]>([
    [
      'no model',
      ['--judge', 'relevance'],
      /--judge: name the judge with --judge-model, or give --judge-embedded model\.gguf/,
    ],
    [
      'a body that is no object',
      ['--judge', 'relevance', '--judge-extra-body', '[1]'],
      /--judge-extra-body .*Give a JSON object/,
    ],
    [
      'what a model in this process cannot be told',
      ['--judge', 'relevance', '--judge-embedded', 'm.gguf', '--judge-reasoning-effort', 'low'],
      /--judge-reasoning-effort: is for a judge’s server/,
    ],
    ['an unknown judge', ['--judge', 'relevanse'], /There is no judge "relevanse"/],
    [
      'a file that is not there',
      ['--judge', 'relevance', '--judge-embedded', 'missing.gguf'],
      /--judge: the judge cannot be asked \(embeddedClient: no model file at missing\.gguf/,
    ],
  ])('%s: exit code 2', async (_, args, message) => {
    const { status, stderr } = await crosslingual('score', samples(), ...args)
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})

describe('crosslingual agree', () => {
  test('a judge’s scored file against a person’s table', async () => {
    writeFileSync(join(folder, 'human.csv'), 'id,language,helpfulness,fluency\nq0,fr,1,2\nq1,fr,2,\nq2,fr,0,2\n')
    const { status, stdout } = await crosslingual('agree', 'scored.jsonl', 'human.csv')
    expect(status).toBe(0)
    // Left out of the means for its language, q1 has no helpfulness of the judge's.
    expect(stdout).toMatch(/^helpfulness +all +2 +50\.0 +0\.00 /m)
    expect(stdout).toMatch(/^fluency +fr +2 +100\.0 +– +– /m)
    expect(stdout).toMatch(/^1 disagreements, worst first:\n {2}q2, helpfulness: a 1, b 0$/m)
    const { stdout: json } = await crosslingual('agree', 'scored.jsonl', 'human.csv', '--format', 'json')
    expect(JSON.parse(json).criteria[0]).toMatchObject({ criterion: 'fluency', language: 'all', rated: 2, exact: 1 })
  })

  test.each<[string, string, RegExp]>([
    ['no id', 'fluency\n1\n', /bad\.csv:2: no id/],
    [
      'no ratings',
      'id,text\n1,x\n',
      /bad\.csv:2: no ratings; expected scores of a judge, or columns named correctLanguage, fluency/,
    ],
    ['off the scale', 'id,fluency\nq0,7\n', /bad\.csv:2, fluency: a rating must be 0, 1, 2 or empty, got "7"/],
    ['other ids', 'id,fluency\nz,1\n', /no sample has ratings in both; are the ids the same\?/],
  ])('%s: exit code 2', async (_, content, message) => {
    writeFileSync(join(folder, 'bad.csv'), content)
    const { status, stderr } = await crosslingual('agree', 'scored.jsonl', 'bad.csv')
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
  })
})
