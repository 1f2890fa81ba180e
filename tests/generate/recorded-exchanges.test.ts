import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { detectServer } from '../../src/generate/detect-server.js'
import { decodings } from '../../src/generate/generator.js'
import { ownPenalty } from '../../src/generate/own-penalty.js'
import { preflight } from '../../src/generate/preflight.js'
import { NONE, STRONG } from '../../src/generate/probe-answer.js'
import { repeatProbe } from '../../src/generate/repeat-probe.js'
import { requireExact } from '../../src/generate/require-exact.js'
import { serverGenerator } from '../../src/generate/server-generator.js'
import { sixCriteriaJudge } from '../../src/index.js'
import { openaiClient } from '../../src/llm/openai.js'
import { send } from '../support/model-server.js'
import { sharedPath } from '../support/shared.js'

// What real servers said (vLLM 0.32.0, transformers serve 5.24.0, SGLang 0.5.23, llama-cpp-python 0.3.36, LiteLLM 1.108.7 in front of vLLM, llama-server
// 0.5.0), with the models tiny-random (a Llama of noise) and SmolLM2 135M. Each file is an input of a test here; the last test sees to that.

interface Exchange {
  /** Without a body where it is a GET. */
  request: { path: string; body: Record<string, unknown> }
  status: number
  headers: Record<string, string>
  body: Record<string, unknown>
}

const folder = sharedPath('server-exchanges')
const isThere = existsSync(folder)
const names = isThere ? readdirSync(folder).map((file) => file.replace(/\.json$/, '')) : []
const used = new Set<string>()

function recorded(name: string): Exchange {
  used.add(name)
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Exchange
}

const open: { close(): void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

/** A server that says at each address what was recorded there, and to a chat what `answer` picks. */
async function replay(prefix: string, answer: (body: Record<string, unknown>) => string = () => '') {
  const all = names.filter((name) => name.startsWith(prefix)).map((name) => ({ name, ...recorded(name) }))
  const asked: string[] = []
  const sent: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    const say = (exchange: Exchange | undefined) => {
      const { status = 404, body = { detail: 'Not Found' } as Record<string, unknown>, headers = {} } = exchange ?? {}
      if (typeof body === 'string') return response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
      send(
        response,
        body,
        status,
        headers['retry-after'] === undefined ? {} : { 'retry-after': headers['retry-after'] },
      )
    }
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      asked.push(request.url ?? '')
      if (request.method === 'GET') return say(all.find(({ request: { path } }) => path === request.url))
      const body = JSON.parse(text) as Record<string, unknown>
      sent.push(body)
      say(recorded(`${prefix}-${answer(body)}`))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, sent }
}

const [VLLM, TRANSFORMERS, SGLANG] = ['vllm-0.32.0', 'transformers-5.24.0', 'sglang-0.5.23']
const [PYTHON, LITELLM, LLAMA] = ['llama-cpp-python-0.3.36', 'litellm-1.108.7', 'llamacpp-v0.5.0']
const CAPITAL = 'What is the capital of France, and why is it famous?'

const textOf = ({ body }: Exchange): string => {
  const [choice] = body.choices as { message?: { content: string }; text?: string }[]
  return choice?.message?.content ?? choice?.text ?? ''
}

async function generatorOf(prefix: string, answer: string, options: { promptTemplate?: string; model?: string } = {}) {
  const server = await replay(prefix, () => answer)
  return { ...server, generator: await serverGenerator({ url: server.url, wait: 1000, retries: 0, ...options }) }
}

describe.skipIf(!isThere)('recorded exchanges of real servers (needs ../shared)', () => {
  test.each([
    [VLLM, { kind: 'vllm', version: '0.32.0', model: 'tiny-random', contextLength: 2048 }],
    [TRANSFORMERS, { kind: 'transformers', model: 'org/tiny-random' }],
    [SGLANG, { kind: 'sglang', version: '0.5.23', model: 'tiny-random', contextLength: 2048 }],
    [PYTHON, { kind: 'llama-cpp-python', version: '0.3.36', model: 'smollm2' }],
    [LITELLM, { kind: 'unknown', model: 'tiny' }],
    [LLAMA, { kind: 'llama.cpp', version: 'b1-de3ff81', model: 'tiny-const', contextLength: 2048, slots: 2 }],
  ])('%s is known by what it says', async (prefix, found) => {
    const { url, asked } = await replay(prefix)
    expect(await detectServer(url, { wait: 1000 })).toEqual({ url, ...found })
    // LiteLLM would ask the model behind it for an answer.
    expect(asked.includes('/health')).toBe(prefix !== LITELLM)
  })

  const same = { temperature: 0, top_p: 1, presence_penalty: 0, frequency_penalty: 0 }
  test.each([
    [VLLM, 'chat_greedy', decodings.greedy, 'length'],
    [VLLM, 'chat_paper', decodings.paper, 'length'],
    [VLLM, 'smollm2_paper', { ...decodings.paper, maxTokens: 64 }, 'length'],
    [VLLM, 'context_end', decodings.paper, 'context'],
    [TRANSFORMERS, 'chat_greedy', decodings.greedy, 'length'],
    [TRANSFORMERS, 'chat_paper', decodings.paper, 'length'],
    // It neither knows nor says that its context is 2,048.
    [TRANSFORMERS, 'over_context', decodings.paper, 'length'],
    [SGLANG, 'chat_greedy', decodings.greedy, 'length'],
    [SGLANG, 'chat_paper_output_only', decodings.paper, 'length'],
    [PYTHON, 'chat_penalty_1', { ...decodings.greedy, maxTokens: 128 }, 'stop'],
    [PYTHON, 'chat_default_penalty', { ...decodings.greedy, maxTokens: 128 }, 'stop'],
    [LITELLM, 'chat_greedy', decodings.greedy, 'length'],
    [LLAMA, 'chat_exact', { repetitionPenalty: 1.1, maxTokens: 8 }, 'length'],
    [LLAMA, 'chat_default_window', { repetitionPenalty: 1.1, maxTokens: 80 }, 'length'],
  ] as const)('%s %s is read', async (prefix, name, decoding, finishReason) => {
    const { generator, sent } = await generatorOf(prefix, name)
    const exchange = recorded(`${prefix}-${name}`)
    const [{ content: input }] = exchange.request.body.messages as [{ content: string }]
    const { prompt_tokens, completion_tokens } = exchange.body.usage as Record<string, number>
    expect(await generator.generate(input, decoding)).toEqual({
      text: textOf(exchange),
      finishReason,
      usage: { promptTokens: prompt_tokens, completionTokens: completion_tokens },
    })
    expect(sent[0]).toMatchObject({
      messages: [{ role: 'user', content: input }],
      max_tokens: decoding.maxTokens,
      ...(prefix !== TRANSFORMERS && same),
    })
  })

  test('llama-cpp-python is told that there is no penalty: with its default of 1.1 the answer is another one', async () => {
    const { generator, sent } = await generatorOf(PYTHON, 'chat_penalty_1')
    await generator.generate(CAPITAL, { ...decodings.greedy, maxTokens: 128 })
    expect(sent[0]).toEqual(recorded(`${PYTHON}-chat_penalty_1`).request.body)
    expect(textOf(recorded(`${PYTHON}-chat_penalty_1`))).not.toBe(textOf(recorded(`${PYTHON}-chat_default_penalty`)))
  })

  test('transformers serve takes a rendered prompt', async () => {
    const { generator, sent, asked } = await generatorOf(TRANSFORMERS, 'completions', { promptTemplate: '{input}' })
    const { text } = await generator.generate('Hello', { repetitionPenalty: 1.1, maxTokens: 20 })
    expect(text).toBe(textOf(recorded(`${TRANSFORMERS}-completions`)))
    expect([asked.at(-1), sent[0]]).toEqual([
      '/v1/completions',
      { ...recorded(`${TRANSFORMERS}-completions`).request.body, max_tokens: 20 },
    ])
  })

  test.each([
    [VLLM, 'err_ctx', 'context-exceeded', /2049/],
    [SGLANG, 'err_ctx_prompt', 'context-exceeded', /4519 tokens/],
    [SGLANG, 'err_ctx_total', 'context-exceeded', /total of 2131 tokens/],
    [SGLANG, 'err_penalty_range', 'bad-request', /must be in \(0, 2\]/],
    [PYTHON, 'err_ctx', 'context-exceeded', /4547 tokens/],
    [LLAMA, 'err_ctx', 'context-exceeded', /5020 tokens/],
    [LLAMA, 'err_type', 'bad-request', /must be number/],
    [LLAMA, 'err_last_n_minus1', 'bad-request', /repeat_last_n/],
    [TRANSFORMERS, 'err_penalty_integer', 'server-error', /Internal Server Error/],
  ])('%s %s is %s', async (prefix, name, reason, message) => {
    const { generator } = await generatorOf(prefix, name)
    await expect(generator.generate('a', decodings.paper)).rejects.toMatchObject({
      name: 'ChatError',
      reason,
      message: expect.stringMatching(message),
    })
  })

  test.each([
    [VLLM, 'tiny-random'],
    [TRANSFORMERS, 'org/tiny-random'],
  ])('%s: a model that it does not have stops the run, with those that it has', async (prefix, has) => {
    const { generator } = await generatorOf(prefix, 'err_model', { model: 'other' })
    await expect(generator.generate('a', decodings.paper)).rejects.toMatchObject({
      name: 'InputError',
      problem: `no model "other"; the server has ${has}`,
    })
  })

  test('llama-cpp-python, which fails with 500 for a schema, is asked for JSON without one', async () => {
    const { url, sent } = await replay(PYTHON, ({ response_format: format }) =>
      (format as { type?: string } | undefined)?.type === 'json_schema' ? 'err_json_schema' : 'json_object',
    )
    const client = openaiClient({ model: 'smollm2', baseURL: `${url}/v1`, retries: 0 })
    await sixCriteriaJudge({ client })({ input: 'a', output: 'b' })
    const formats = sent.map(({ response_format: format }) => (format as { type: string } | undefined)?.type)
    expect(formats.slice(0, 2)).toEqual(['json_schema', 'json_object'])
    for (const body of sent) expect(body).toMatchObject({ repeat_penalty: 1 })
    expect(await client.identity()).toContain('llama-cpp-python 0.3.36')
  })

  test.each([
    [VLLM, 'choice_logprobs', '1'],
    [VLLM, 'json_object', '{'],
    [VLLM, 'json_schema', '{'],
    [SGLANG, 'regex_logprobs', '1'],
    [SGLANG, 'json_schema', '{'],
    [LITELLM, 'json_schema', '{'],
    [PYTHON, 'json_object', '{'],
    [LLAMA, 'json_schema', '{'],
    [LLAMA, 'judge_logprobs', ''],
    [TRANSFORMERS, 'json_schema_ignored', 'j'],
    [TRANSFORMERS, 'logprobs_ignored', '/lw'],
  ])('%s %s is read by the judges’ client', async (prefix, name, start) => {
    const { url } = await replay(prefix, () => name)
    const client = openaiClient({ model: 'm', baseURL: `${url}/v1`, retries: 0 })
    const { text, logprobs } = await client.complete({
      messages: [{ role: 'user', content: 'a' }],
      maxTokens: 512,
      topLogprobs: 10,
    })
    expect(text.startsWith(start)).toBe(true)
    expect(logprobs !== undefined).toBe(/(?:choice|regex|judge)_logprobs/.test(name))
  })

  test('llama-cpp-python, if it were not known, would be found to have a penalty of its own; a gateway in front of vLLM shows none', async () => {
    const generate = async (_: string, __: number, fields: object) => ({
      text: textOf(recorded(`${PYTHON}-${'repeat_penalty' in fields ? 'chat_penalty_1' : 'chat_default_penalty'}`)),
    })
    expect((await ownPenalty(generate)).scope).toBe('own')
    const { generator: python } = await generatorOf(PYTHON, 'chat_penalty_1')
    expect(python.ownPenalty).toBeUndefined()
    const { generator: gateway } = await generatorOf(LITELLM, 'chat_greedy')
    expect(await requireExact(gateway, decodings.greedy)).toMatchObject({ scope: 'unknown' })
  })

  // The same long prompt, answered without a penalty (transformers serve with continuous batching ignores it) and with one.
  const PLAIN = `${TRANSFORMERS}-cb-preflight_penalty_ignored`
  test.each([
    ['vLLM', `${VLLM}-preflight_strong`, 'prompt+output'],
    ['transformers serve', `${TRANSFORMERS}-preflight_strong_float`, 'prompt+output'],
    ['SGLang', `${SGLANG}-preflight_strong_2`, 'output'],
    ['transformers serve with continuous batching', PLAIN, 'ignored'],
  ])('%s: the first token tells', async (_, name, scope) => {
    const limit = name.startsWith(SGLANG) ? 2 : 100
    const generate = async (
      _: string,
      { repetitionPenalty: p, maxTokens }: { repetitionPenalty: number; maxTokens: number },
    ) => {
      if (p > limit) await (await generatorOf(SGLANG, 'err_penalty_range')).generator.generate('a', decodings.paper)
      const text = textOf(recorded(p > 1 ? name : PLAIN)).slice(0, maxTokens) // a token of this model is a character
      return { text: text.replace(/^o/, 'Q'), finishReason: 'length' as const }
    }
    expect((await preflight({ model: 'm', concurrency: 1, describe: async () => ({}), generate })).scope).toBe(scope)
  })

  test('SmolLM2 on vLLM: words that come back now and then are no window', async () => {
    const [plain, strong] = ['1', '2'].map((n) => textOf(recorded(`${VLLM}-smollm2_preflight_${n}`)))
    const probe = async (_: string, penalties: readonly number[]) =>
      penalties === NONE
        ? { text: plain as string, penalty: 1 }
        : { text: strong as string, penalty: STRONG[0] as number }
    const { scope } = await repeatProbe(probe, { without: '', with: '', penalty: 20 })
    expect(scope).toBe('unknown')
  })

  test('addresses that are not there, and others: no file is left out', () => {
    const elsewhere = ['apply_template', 'native', 'slots', 'props'].map((name) => `${LLAMA}-${name}`)
    for (const name of [...names.filter((one) => /notfound/.test(one)), ...elsewhere]) {
      expect(recorded(name).status).toBe(/notfound/.test(name) ? 404 : 200)
    }
    expect(textOf(recorded(`${LLAMA}-completions`))).toBe('baaaaaaa')
    expect(textOf(recorded(`${TRANSFORMERS}-cb-preflight_plain`))).toContain('MSWyAdlfGz')
    expect(names.filter((name) => !used.has(name))).toEqual([])
    expect(names.length).toBeGreaterThanOrEqual(56)
  })
})
