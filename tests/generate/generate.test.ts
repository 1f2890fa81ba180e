import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Prompt } from '../../src/core/prompt.js'
import { type GeneratedSample, generate } from '../../src/generate/generate.js'
import { decodings, type Generator } from '../../src/generate/generator.js'
import { requireExact } from '../../src/generate/require-exact.js'
import { serverGenerator } from '../../src/generate/server-generator.js'
import { count } from '../support/counts.js'
import { type ModelServerOptions, modelServer, send } from '../support/model-server.js'

const folder = mkdtempSync(join(tmpdir(), 'generate-'))
afterAll(() => rmSync(folder, { recursive: true }))
const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})
let files = 0
const newFile = () => {
  files += 1
  return join(folder, `${files}.jsonl`)
}

const prompts: Prompt[] = Array.from({ length: 40 }, (_, i) => ({
  id: `p${i}`,
  input: `question ${i}`,
  language: 'en',
}))
const echo = (input: string) => `answer to ${input}`

async function start(options: Partial<ModelServerOptions>, timeout = 5000) {
  const server = await modelServer({ kind: 'llama.cpp', respond: echo, ...options })
  open.push(server)
  const generator = await serverGenerator({ url: server.url, retries: 6, timeout, concurrency: 8 })
  return { ...server, generator }
}

async function all(options: Parameters<typeof generate>[1], given = prompts): Promise<GeneratedSample[]> {
  const samples: GeneratedSample[] = []
  for await (const sample of generate(given, options)) samples.push(sample)
  return samples
}

const rightAnswers = prompts.map(({ input }) => echo(input))
/** A generator in this process, for what has nothing to do with a server. */
const local = (answer: (input: string) => string, model = 'local'): Generator => ({
  model,
  concurrency: 4,
  describe: async () => ({ kind: 'local' }),
  generate: async (input) => ({ text: answer(input), finishReason: 'stop' }),
})

describe('responses come in the order of the prompts, each its own', () => {
  test('from a server that answers in any order', async () => {
    let waiting: (() => void)[] = []
    const { generator } = await start({
      intercept: ({ body, response }) => {
        const { content } = (body.messages as [{ content: string }])[0]
        waiting.push(() =>
          send(response, {
            choices: [{ finish_reason: 'stop', message: { content: echo(content) } }],
            usage: { prompt_tokens: 2, completion_tokens: 3 },
          }),
        )
        const flush = () => {
          for (const answer of waiting.reverse()) answer()
          waiting = []
        }
        if (waiting.length === 8) flush()
        else setTimeout(flush, 50)
        return true
      },
    })
    const samples = await all({ generator, out: newFile() })
    expect(samples.map(({ output }) => output)).toEqual(rightAnswers)
    expect(samples[0]).toMatchObject({
      id: 'p0',
      language: 'en',
      model: 'tiny',
      generation: { finishReason: 'stop', promptTokens: 2, completionTokens: 3 },
    })
  })

  test('from a server that resets, answers 503, 429 and broken JSON in between', async () => {
    let calls = 0
    const { generator } = await start(
      {
        intercept: ({ request, response }) => {
          calls += 1
          if (calls % 9 === 0) request.socket.destroy()
          else if (calls % 9 === 3) send(response, { error: { message: 'loading' } }, 503)
          else if (calls % 9 === 5) send(response, { error: { message: 'slow down' } }, 429, { 'retry-after-ms': '5' })
          else if (calls % 9 === 7) response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [')
          else return false
          return true
        },
      },
      60_000,
    )
    const few = count(10, 40)
    const samples = await all({ generator }, prompts.slice(0, few))
    expect(samples.map(({ output }) => output)).toEqual(rightAnswers.slice(0, few))
  })

  test('from a server that is away for a while', async () => {
    const until = Date.now() + count(500, 2500)
    const { generator } = await start(
      {
        intercept: ({ response }) => {
          if (Date.now() > until) return false
          send(response, { error: { message: 'restarting' } }, 503)
          return true
        },
      },
      60_000,
    )
    expect((await all({ generator })).map(({ output }) => output)).toEqual(rightAnswers)
  })
})

describe('what is wrong with one prompt is recorded on its sample, and the run goes on', () => {
  test.each([
    [
      400,
      {
        error: {
          code: 400,
          type: 'exceed_context_size_error',
          message: 'the request exceeds the available context size',
        },
      },
      'context-exceeded',
    ],
    [422, { error: { message: 'unknown field' } }, 'bad-request'],
    [400, { error: { code: 'content_filter', message: 'no' } }, 'refusal'],
  ])('%i %j', async (status, body, reason) => {
    const { generator } = await start({
      intercept: (call) => {
        if (!JSON.stringify(call.body).includes('question 7"')) return false
        send(call.response, body, status)
        return true
      },
    })
    const out = newFile()
    const samples = await all({ generator, out })
    expect(samples[7]).toMatchObject({
      id: 'p7',
      output: '',
      generation: { finishReason: 'error', error: reason, message: expect.any(String) },
    })
    expect(samples.filter(({ generation }) => generation.error === undefined)).toHaveLength(39)
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(40)
  })
})

describe('when the server fails for good the run stops with the reason, and what came is kept', () => {
  test.each([
    ['unreachable', 'dies'],
    ['timeout', 'hangs'],
    ['unauthorized', 'wants a key'],
  ])('%s: it %s', async (reason, how) => {
    let calls = 0
    const { generator, close } = await start(
      {
        intercept: ({ response }) => {
          calls += 1
          if (calls <= 12) return false
          if (how === 'dies') setImmediate(close)
          if (how === 'wants a key') send(response, { error: { message: 'no key' } }, 401)
          return true
        },
      },
      1500,
    )
    const out = newFile()
    await expect(all({ generator, out })).rejects.toMatchObject({ name: 'ChatError', reason })
    const kept = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as GeneratedSample)
    expect(kept).toHaveLength(12)
    for (const { id, output } of kept)
      expect(output).toBe(echo(prompts.find((prompt) => prompt.id === id)?.input as string))

    const { generator: again, calls: later } = await start({})
    // Another server of the same kind and model goes on where the first one ended.
    expect((await all({ generator: again, out })).map(({ output }) => output)).toEqual(rightAnswers)
    expect(later.filter(({ path }) => path.includes('completions'))).toHaveLength(28)
  })

  test('an abort', async () => {
    const { generator } = await start({ intercept: () => true })
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('enough')), 100)
    await expect(all({ generator, signal: stop.signal })).rejects.toThrow('enough')
  })
})

describe('the file of responses', () => {
  test('holds each once, in order, and is private; another run changes nothing and asks nothing', async () => {
    const out = newFile()
    let asked = 0
    const generator = local((input) => {
      asked += 1
      return echo(input)
    })
    await all({ generator, out })
    const first = readFileSync(out, 'utf8')
    expect(
      first
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as GeneratedSample).id),
    ).toEqual(prompts.map(({ id }) => id))
    expect(statSync(out).mode & 0o077).toBe(0)
    await all({ generator, out })
    expect(readFileSync(out, 'utf8')).toBe(first)
    expect(asked).toBe(40)
    expect(existsSync(`${out}.lock`)).toBe(false)
  })

  test('cut at any byte, it ends up the same', async () => {
    const out = newFile()
    const generator = local(echo)
    await all({ generator, out }, prompts.slice(0, 5))
    const whole = readFileSync(out, 'utf8')
    for (let size = 0; size < whole.length; size += 7) {
      truncateSync(out, size)
      await all({ generator, out }, prompts.slice(0, 5))
      expect(readFileSync(out, 'utf8')).toBe(whole)
    }
  })

  test('another model, decoding or prompt is another response', async () => {
    const out = newFile()
    const few = prompts.slice(0, 3)
    await all({ generator: local(() => 'one'), out }, few)
    const changed = { ...(few[0] as Prompt), input: 'another question' }
    expect(
      (await all({ generator: local(() => 'two'), out }, [changed, ...few.slice(1)])).map(({ output }) => output),
    ).toEqual(['two', 'one', 'one'])
    expect((await all({ generator: local(() => 'three', 'other'), out }, few))[0]?.output).toBe('three')
    expect(
      (await all({ generator: local(() => 'four'), decoding: { repetitionPenalty: 1.2, maxTokens: 512 }, out }, few))[0]
        ?.output,
    ).toBe('four')
  })

  test('a torn last line is cut off; a damaged one elsewhere is an error with its line', async () => {
    const out = newFile()
    await all({ generator: local(echo), out }, prompts.slice(0, 2))
    appendFileSync(out, '{"key": "abc", "outp')
    expect(await all({ generator: local(echo), out }, prompts.slice(0, 2))).toHaveLength(2)
    writeFileSync(out, `oops\n${readFileSync(out, 'utf8')}`)
    await expect(all({ generator: local(echo), out })).rejects.toThrow(`${out}:1: not valid JSON`)
    writeFileSync(out, '{"output": "x"}\n')
    await expect(all({ generator: local(echo), out })).rejects.toThrow('no key: not a file of generated responses')
    expect(existsSync(`${out}.lock`)).toBe(false)
  })

  test('one process at a time, unless the other was killed', async () => {
    const out = newFile()
    writeFileSync(`${out}.lock`, String(process.ppid))
    await expect(all({ generator: local(echo), out })).rejects.toThrow(`process ${process.ppid} is writing to it`)
    writeFileSync(`${out}.lock`, '999999999')
    expect(await all({ generator: local(echo), out }, prompts.slice(0, 1))).toHaveLength(1)
  })

  test('a folder that is not there', async () => {
    await expect(all({ generator: local(echo), out: join(folder, 'no', 'x.jsonl') })).rejects.toThrow(
      'cannot be written',
    )
  })
})

describe('requireExact', () => {
  test.each([
    ['sglang', 'output', /acts on the output alone.*vLLM and llama\.cpp can do it/],
    ['ollama', 'window', /acts on the last \d+ tokens or so alone.*a newer Ollama/],
    ['llama.cpp', 'ignored', /is ignored \(server: llama\.cpp\)/],
    ['unknown', 'prompt+output', /is ignored \(server: unknown\).*llama\.cpp, vLLM/],
  ] as const)('%s whose penalty covers %s stops, and says why and what helps', async (kind, scope, message) => {
    const server = await modelServer({ kind, penalty: { scope } })
    open.push(server)
    const generator = await serverGenerator({ url: server.url })
    await expect(requireExact(generator, { repetitionPenalty: 1.1, maxTokens: 512 })).rejects.toThrow(message)
    const recorded = await requireExact(generator, { repetitionPenalty: 1.1, maxTokens: 512 }, { allowInexact: true })
    expect(recorded?.scope).not.toBe('prompt+output')
  })

  test('a model whose answers do not tell stops the run; --allow-inexact records it', async () => {
    let answers = 0
    const generator: Generator = {
      ...local(() => ''),
      generate: async (_, { maxTokens }) => {
        answers += 1
        // The first token is a part of a character, of which there is nothing to see.
        return { text: maxTokens === 1 ? '\uFFFD' : `${answers}`, finishReason: 'length' }
      },
    }
    await expect(requireExact(generator, decodings.paper)).rejects.toThrow(
      /cannot be told from the answers of this model/,
    )
    expect(await requireExact(generator, decodings.paper, { allowInexact: true })).toMatchObject({ scope: 'unknown' })
  })

  test('a server that takes penalties up to 2 is asked with 2, and refused for what it does', async () => {
    const server = await modelServer({
      kind: 'sglang',
      penalty: { scope: 'output' },
      intercept: ({ body, response }) => {
        if (Number(body.repetition_penalty) <= 2) return false
        const message = `repetition_penalty must be in (0, 2] (1.0 = no penalty), got ${String(body.repetition_penalty)}.`
        send(response, { object: 'error', message, type: 'BadRequestError', code: 400 }, 400)
        return true
      },
    })
    open.push(server)
    const generator = await serverGenerator({ url: server.url, retries: 0 })
    await expect(requireExact(generator, decodings.paper)).rejects.toThrow(/acts on the output alone/)
    expect(server.calls.map(({ body }) => body.repetition_penalty)).toContain(2)
  })

  test.each([
    ['has a penalty of its own', 'repeat_penalty', 'own'],
    ['knows neither name', 'another', 'unknown'],
  ])('an unknown server without a penalty asked for, which %s', async (_, name, scope) => {
    const server = await modelServer({
      kind: 'unknown',
      intercept: ({ body, response }) => {
        const content = name in body ? 'Paris, Paris.' : 'Paris, the city.'
        send(response, { choices: [{ finish_reason: 'stop', message: { content } }] })
        return true
      },
    })
    open.push(server)
    const generator = await serverGenerator({ url: server.url, retries: 0 })
    expect(await requireExact(generator, decodings.greedy, { allowInexact: true })).toMatchObject({ scope })
    const strict = requireExact(generator, decodings.greedy)
    if (scope === 'own') await expect(strict).rejects.toThrow(/has a penalty of its own/)
    else expect(await strict).toMatchObject({ scope })
    expect(server.calls[0]?.body).not.toHaveProperty('repeat_penalty')
  })

  test('an exact one passes; no penalty needs no proof', async () => {
    const server = await modelServer({ kind: 'vllm' })
    open.push(server)
    const generator = await serverGenerator({ url: server.url })
    expect(await requireExact(generator, { repetitionPenalty: 1.1, maxTokens: 512 })).toMatchObject({
      scope: 'prompt+output',
    })
    expect(await requireExact(generator, { repetitionPenalty: 1, maxTokens: 512 })).toBeUndefined()
  })
})
