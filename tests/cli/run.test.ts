import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluationSetVersion } from '../../src/evalset/index.js'
import type { Report } from '../../src/index.js'
import { crosslingual, secretKey } from '../support/cli.js'
import { modelServer, send } from '../support/model-server.js'

const folder = mkdtempSync(join(tmpdir(), 'run-'))

/** A config file in the folder; returns its path. */
function config(name: string, content: object | string): string {
  const path = join(folder, `${name}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const french = 'Voici une réponse simple et claire à votre question.'
const english = 'Here is a plain and simple answer to your question.'

describe('crosslingual run', () => {
  const servers: Awaited<ReturnType<typeof modelServer>>[] = []
  let judgeUrl = ''
  let judged = 0
  const judge = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'GET') return send(response, { data: [{ id: 'judge-1', owned_by: 'test' }] })
      judged += 1
      const prompt = (JSON.parse(body) as { messages: [{ content: string }] }).messages[0].content
      const binary = prompt.includes('Print 0 or 1')
      const stars = { Language: 3, Fluency: 3, Helpfulness: 3, Accuracy: 3, 'Logical coherence': 3, Harmlessness: 3 }
      const content = binary ? '1' : JSON.stringify(stars)
      send(response, {
        choices: [{ finish_reason: 'stop', message: { content } }],
        usage: { prompt_tokens: 9, completion_tokens: 9 },
      })
    })
  })
  const start = async (answer: string) => {
    const server = await modelServer({
      kind: 'vllm',
      // One token is all that the preflight asks for.
      respond: (_, tokens, penalty) => (tokens > 1 ? answer : penalty > 1 ? 'Leaf' : 'The'),
    })
    servers.push(server)
    return server
  }
  let path = ''
  const out = join(folder, 'out')
  beforeAll(async () => {
    await new Promise<void>((resolve) => judge.listen(0, '127.0.0.1', resolve))
    judgeUrl = `http://127.0.0.1:${(judge.address() as AddressInfo).port}/v1`
    const [good, bad] = [await start(french), await start(english)]
    path = config('whole', {
      out: 'out',
      prompts: { languages: ['fr'], size: 6 },
      modifiers: true,
      models: [
        { name: 'good', server: good.url, fields: { configuration: 'A', learningRate: 1e-5 } },
        {
          name: 'bad',
          server: bad.url.replace('//', '//user:hunter2@'),
          fields: { configuration: 'A', learningRate: 1e-4 },
        },
      ],
      minimalBar: ['languageCorrectness=0.9'],
      judge: { names: ['relevance', 'six-criteria'], server: judgeUrl, model: 'judge-1' },
    })
  })
  afterAll(() => {
    for (const each of servers) each.close()
    judge.close()
    rmSync(folder, { recursive: true })
  })
  const tables = () =>
    JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      underBar: { model: string }[]
      tables: Record<string, Report>
    }

  test('from prompts to the paper’s tables; a model under the bar is not judged', { timeout: 60_000 }, async () => {
    const { status, stdout, stderr } = await crosslingual('run', path)
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(stdout).toBe(`${join(out, 'report.md')}\n`)
    const { underBar, tables: all } = tables()
    expect(underBar.map(({ model }) => model)).toEqual(['bad'])
    for (const { signature } of Object.values(all)) expect(signature.evalset).toBe(evaluationSetVersion)
    expect(Object.keys(all)).toEqual(['byLanguage', 'nonEnglish', 'byTask', 'byModifier', 'byConfiguration'])
    const [bad, good] = all.byLanguage?.groups ?? []
    expect(bad).toMatchObject({
      by: { model: 'bad', language: 'fr' },
      metrics: { languageCorrectness: { mean: 0, total: 6 }, spellcheckRatio: { wrongLanguage: 6 } },
    })
    expect(bad?.metrics).not.toHaveProperty('helpfulness')
    expect(good).toMatchObject({
      by: { model: 'good', language: 'fr' },
      metrics: { languageCorrectness: { mean: 1 }, relevance: { mean: 1 }, helpfulness: { mean: 1 } },
    })
    expect(
      all.byModifier?.groups.find(({ by }) => by.model === 'good' && by.modifier === 'html_template')?.metrics,
    ).toMatchObject({ modifierFulfillment: { mean: 0 }, helpfulness: { mean: 0.5 } })
    expect(all.byConfiguration?.by).toEqual(['configuration', 'learningRate', 'language'])
    const markdown = readFileSync(join(out, 'report.md'), 'utf8')
    expect(markdown).toContain(
      '**bad** is under the minimal bar and was not judged: languageCorrectness, bad, fr: mean 0.0000',
    )
    expect(markdown).toContain('figures 2 and 4')
  })

  test('the folder is private, the manifest repeats the run, and holds no secret', () => {
    expect(statSync(out).mode & 0o077).toBe(0)
    const manifest = readFileSync(join(out, 'manifest.json'), 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({
      evalset: evaluationSetVersion,
      config: { decoding: 'paper', seed: 0, models: [{ name: 'good' }, { name: 'bad' }] },
    })
    expect(manifest).not.toContain('hunter2')
    expect(manifest).not.toContain(secretKey)
    expect(readFileSync(join(out, 'responses', 'good.jsonl.manifest.json'), 'utf8')).toContain(
      '"scope": "prompt+output"',
    )
  })

  test('started again, nothing is asked and nothing changes', { timeout: 60_000 }, async () => {
    const report = readFileSync(join(out, 'report.json'), 'utf8')
    const before = [judged, ...servers.map(({ calls }) => calls.length)]
    expect((await crosslingual('run', path)).status).toBe(0)
    expect([judged, ...servers.map(({ calls }) => calls.length)]).toEqual(before)
    expect(readFileSync(join(out, 'report.json'), 'utf8')).toBe(report)
  })

  test('its report is what select reads', async () => {
    const { status, stdout } = await crosslingual(
      'select',
      join(out, 'report.json'),
      '--configuration',
      'configuration',
      '--choose',
      'learningRate',
      '--metrics',
      'languageCorrectness',
      '--min',
      'languageCorrectness=0.9',
      '--format',
      'json',
    )
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      configurations: [{ configuration: { configuration: 'A' }, outcome: 'chosen', choice: '0.00001' }],
    })
  })

  test('a response taken out is generated again, and what follows from it', { timeout: 60_000 }, async () => {
    const responses = join(out, 'responses', 'good.jsonl')
    const whole = readFileSync(responses, 'utf8')
    writeFileSync(responses, whole.slice(whole.indexOf('\n') + 1))
    const [good] = servers
    const before = good?.calls.length ?? 0
    expect((await crosslingual('run', path)).status).toBe(0)
    expect(readFileSync(responses, 'utf8')).toBe(whole)
    expect((good?.calls.length ?? 0) - before).toBe(3) // two of the preflight, and the one
  })

  const model = { name: 'a', server: 'http://127.0.0.1:9' }
  test.each<[string, object | string, RegExp]>([
    ['no JSON', '{', /cannot be read as JSON/],
    ['a misspelt key', { out: 'x', modles: [model] }, /no key "modles"; did you mean "models"\? Known: out, prompts/],
    [
      'a misspelt key inside',
      { out: 'x', models: [{ ...model, sever: 1 }] },
      /models\[0\]: no key "sever"; did you mean "server"\?/,
    ],
    [
      'a wrong type',
      { out: 'x', models: [{ name: 'a', server: 8080 }] },
      /models\[0\]\.server: expected string, got 8080/,
    ],
    [
      'a wrong value',
      { out: 'x', models: [model], wrongLanguage: 'drop' },
      /wrongLanguage: expected one of "exclude", "zero", "include", got "drop"/,
    ],
    [
      'a wrong decoding',
      { out: 'x', models: [model], decoding: 'beam' },
      /decoding: expected one of paper, released, greedy.*got "beam"/,
    ],
    ['nothing to run', { out: 'x', models: [] }, /models: .*got \[\]/],
    ['no folder', { models: [model] }, /out: is missing \(string\)/],
    ['two of one name', { out: 'x', models: [model, model] }, /models: two are named "a"/],
    ['a name that is a path', { out: 'x', models: [{ ...model, name: '../a' }] }, /models\[0\]\.name: letters, digits/],
    ['neither server nor file', { out: 'x', models: [{ name: 'a' }] }, /models\[0\]: give server or gguf/],
    [
      'a bar that is none',
      { out: 'x', models: [model], minimalBar: ['languageCorrectness'] },
      /minimalBar: Give METRIC/,
    ],
  ])('%s is an error that names key, value and what is allowed', async (name, content, message) => {
    const { status, stderr } = await crosslingual('run', config(`bad ${name}`, content))
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
