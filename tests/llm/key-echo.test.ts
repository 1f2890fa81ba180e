import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { evaluate, relevanceJudge, type Score, sixCriteriaJudge } from '../../src/index.js'
import { cached, diskStore, openaiClient } from '../../src/llm/index.js'
import { formatJson } from '../../src/report/index.js'
import { sendJson } from '../support/chat-server.js'
import { startCrosslingual } from '../support/cli.js'

const stars = '{"Language":3,"Fluency":3,"Helpfulness":3,"Accuracy":3,"Logical coherence":3,"Harmlessness":3}'

/** What an echoing server gives to the sample of each name: the key wherever a text may be, in every form that servers write it in. */
const echoes: Record<string, (key: string) => { status?: number; body: unknown }> = {
  'in the answer': (key) => ({ body: answer(`Asked with the key ${key}, I say: 1`) }),
  'in JSON in the answer': (key) => ({ body: answer(JSON.stringify({ api_key: key, verdict: 'none' })) }),
  'in the model and the fingerprint': (key) => ({
    body: { ...answer('1'), model: `m/key=${key}`, system_fingerprint: bare(key) },
  }),
  'in an error': (key) => ({ status: 401, body: { error: { message: `Incorrect API key provided: ${key}.` } } }),
  'in JSON in an error': (key) => ({
    status: 400,
    body: { error: { message: `upstream said ${JSON.stringify({ headers: { authorization: `Bearer ${key}` } })}` } },
  }),
  'in JSON in JSON in an error': (key) => ({
    status: 400,
    body: { error: { message: JSON.stringify(JSON.stringify({ authorization: `Bearer ${key}` })) } },
  }),
  'in an error of another form': (key) => ({
    status: 422,
    body: { detail: [{ loc: ['header', 'authorization'], input: `Bearer ${key}` }] },
  }),
  'in an address': (key) => ({
    status: 400,
    body: { error: { message: `no such route: /v1?api_key=${encodeURIComponent(key)}` } },
  }),
  'in no chat completion': (key) => ({ body: { received: { authorization: `Bearer ${key}` } } }),
  'in an error under a status of 200': (key) => ({
    body: { error: { code: 403, message: `key ${key} has no rights` } },
  }),
  'as a parameter': (key) => ({ status: 400, body: { error: { message: 'wrong', param: `key ${key}` } } }),
}

/** By itself, where it is not so short that it could be anything. */
const bare = (key: string) => (key.length > 4 ? key : `key=${key}`)

function answer(content: string) {
  return { model: 'm', choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }] }
}

const server = createServer((request, response) => {
  const key = (request.headers.authorization ?? '').replace('Bearer ', '')
  let text = ''
  request.on('data', (chunk) => {
    text += chunk
  })
  request.on('end', () => {
    if (request.method === 'GET')
      return sendJson(response, { data: [{ id: 'm', owned_by: `key ${key}`, root: bare(key) }] })
    const prompt = JSON.stringify(JSON.parse(text).messages)
    const name = Object.keys(echoes).find((each) => prompt.includes(`(${each})`)) as string
    const { status = 200, body } = echoes[name]?.(key) ?? { body: answer(stars) }
    sendJson(response, body, status)
  })
})
let url = ''
let folder = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const samples = Object.keys(echoes).map((name) => ({
  id: name,
  input: 'Quoi ?',
  output: `Rien. (${name})`,
  language: 'fr',
}))

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

/** All the forms that the key could be met in. */
const formsOf = (key: string) => {
  const json = JSON.stringify(key).slice(1, -1)
  return [key, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(key)]
}

describe.each([
  ['an ordinary one', 'sk-secret-4f8a2c9d7e'],
  ['one with quotes, a backslash and a slash', 'a"b\\c/d-0123456789'],
  ['one of words', 'correct-horse-battery-staple'],
  ['a short one', 'sk-1234'],
  ['a very short one', 'k9'],
])('%s that the server echoes', (_, key) => {
  test('is in no score, no report, no identity and no file of the cache', async () => {
    const client = openaiClient({ model: 'm', baseURL: url, apiKey: key, retries: 0 })
    const stored = cached(client, diskStore(folder))
    const scores: Score[] = []
    const report = await evaluate(samples, {
      scorers: [relevanceJudge({ client: stored }), sixCriteriaJudge({ client: stored })],
      wrongLanguage: 'include',
      onSample: (scored) => scores.push(...scored.scores),
    })
    expect(scores).toHaveLength(samples.length * 7)
    const all = [JSON.stringify(scores), formatJson(report), await client.identity(), ...filesIn(folder)].join('\n')
    expect(all).toContain('(key)')
    for (const form of formsOf(key)) expect(all).not.toContain(form)
  })
})

test('the command line’s key is in no file and on no stream', async () => {
  const key = 'se"cr\\et/key-42'
  writeFileSync(join(folder, 'in.jsonl'), samples.map((sample) => JSON.stringify(sample)).join('\n'))
  const judge = ['--judge', 'relevance,six-criteria', '--judge-url', url, '--judge-model', 'm', '--cache', 'cache']
  const { child, ended } = startCrosslingual(
    ['score', 'in.jsonl', ...judge, '--out', 'out.jsonl', '--report', 'report.json'],
    { cwd: folder, env: { OPENAI_API_KEY: key } },
  )
  const { status, stdout, stderr } = await ended
  expect([status, child.exitCode], stderr).toEqual([0, 0])
  const all = [stdout, stderr, ...filesIn(folder)].join('\n')
  expect(all).toContain('(key)')
  for (const form of formsOf(key)) expect(all).not.toContain(form)
})
