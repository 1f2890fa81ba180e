import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ModelConfig, readConfig } from '../../src/cli/run/config.js'
import { scoreModel } from '../../src/cli/run/scoring.js'

const folder = mkdtempSync(join(tmpdir(), 'run-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A French answer behind English thoughts. */
const output = `<think>${'The user asks me about the capital of Australia, which is easy. '.repeat(5)}</think>La capitale de l’Australie est Canberra.`

function config(text?: string): string {
  const path = join(folder, `config-${text}.json`)
  writeFileSync(path, JSON.stringify({ out: 'out', models: [{ name: 'm', gguf: 'm.gguf' }], ...(text && { text }) }))
  return path
}

async function scoredRow(text?: string) {
  const [from, to] = [join(folder, 'responses.jsonl'), join(folder, 'scored', `${text}.jsonl`)]
  mkdirSync(join(folder, 'scored'), { recursive: true })
  writeFileSync(from, `${JSON.stringify({ id: 'a', input: 'Capitale ?', language: 'fr', model: 'm', output })}\n`)
  const read = readConfig(config(text))
  await scoreModel(read, read.models[0] as ModelConfig, from, to)
  return JSON.parse(readFileSync(to, 'utf8').trim())
}

test.each([
  [undefined, 1, undefined],
  ['prose', 1, undefined],
  ['whole', 0, 'whole'],
])('text %j of a run’s config is what the surface metrics measure', async (text, score, told) => {
  const row = await scoredRow(text)
  expect(row.scores.languageCorrectness).toMatchObject({ score, metadata: { ...(told && { text: told }) } })
  expect(/text=whole/.test(JSON.stringify(row.signature))).toBe(told === 'whole')
})

test('another text is an error that names the two', () => {
  expect(() => readConfig(config('half'))).toThrow(/text.*prose.*whole/s)
})
