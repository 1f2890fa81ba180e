import { describe, expect, test } from 'vitest'
import { readCompletion } from '../../src/llm/read-completion.js'

const read = (body: unknown) => readCompletion(body, 'm', 64)
const answer = (message: object, choice: object = {}, more: object = {}) => ({
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '1', ...message }, ...choice }],
  ...more,
})

describe('content, as servers give it', () => {
  test.each<[from: string, content: unknown, text: string]>([
    ['a text', '1', '1'],
    ['nothing', null, ''],
    ['a part', [{ type: 'text', text: '1' }], '1'],
    [
      'parts',
      [
        { type: 'text', text: 'So: ' },
        { type: 'text', text: '1' },
      ],
      'So: 1',
    ],
    ['texts', ['So: ', '1'], 'So: 1'],
    ['a part without a type', [{ text: '1' }], '1'],
    ['parts of the Responses API', [{ type: 'output_text', text: '1', annotations: [] }], '1'],
    [
      'Mistral’s thinking',
      [
        { type: 'thinking', thinking: [{ type: 'text', text: '0?' }] },
        { type: 'text', text: '1' },
      ],
      '1',
    ],
    [
      'Claude’s thinking, through a gateway',
      [
        { type: 'thinking', thinking: '0?', signature: 's' },
        { type: 'text', text: '1' },
      ],
      '1',
    ],
    [
      'thinking under the name of a text',
      [
        { type: 'reasoning', text: '0?' },
        { type: 'text', text: '1' },
      ],
      '1',
    ],
    ['one part that is no list', { type: 'text', text: '1' }, '1'],
    ['JSON that the server has parsed', { Language: 3 }, '{"Language":3}'],
    ['a number', 1, '1'],
    ['parts that are none', [null, 3, { type: 'image_url', image_url: {} }], ''],
  ])('%s', async (_, content, text) => {
    expect((await read(answer({ content }))).text).toBe(text)
  })
})

describe('usage, as far as it is counted', () => {
  test.each<[string, unknown, object | undefined]>([
    ['whole', { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 }, { promptTokens: 9, completionTokens: 3 }],
    ['without the answer’s', { prompt_tokens: 5, total_tokens: 6 }, { promptTokens: 5 }],
    ['without the prompt’s', { completion_tokens: 3 }, { completionTokens: 3 }],
    ['null', null, undefined],
    ['of nulls', { prompt_tokens: null, completion_tokens: null }, undefined],
    ['of texts', { prompt_tokens: '9' }, undefined],
    ['empty', {}, undefined],
    ['no object', 12, undefined],
    ['below nothing', { prompt_tokens: -1, completion_tokens: 3 }, { completionTokens: 3 }],
    ['missing', undefined, undefined],
  ])('%s', async (_, usage, expected) => {
    const completion = await read(answer({}, {}, usage === undefined ? {} : { usage }))
    expect(completion.text).toBe('1')
    expect(completion.usage).toEqual(expected)
  })
})

describe('the end, whatever its vendor calls it', () => {
  test.each([
    ['stop', 'stop'],
    ['end_turn', 'stop'], // Anthropic, Bedrock
    ['stop_sequence', 'stop'],
    ['eos', 'stop'], // Together
    ['eos_token', 'stop'], // TGI
    ['STOP', 'stop'], // Gemini
    ['COMPLETE', 'stop'], // Cohere
    [null, 'stop'],
    ['', 'stop'],
    ['length', 'length'],
    ['max_tokens', 'length'],
    ['MAX_TOKENS', 'length'],
    ['FINISH_REASON_MAX_TOKENS', 'length'],
    ['model_length', 'length'], // Mistral
    ['model_context_window_exceeded', 'length'],
    ['content_filter', 'refusal'],
    ['content-filter', 'refusal'],
    ['SAFETY', 'refusal'],
    ['refusal', 'refusal'],
    ['guardrail_intervened', 'refusal'],
    ['tool_calls', 'other'],
    ['function_call', 'other'],
    ['something new', 'other'],
    [7, 'stop'],
  ])('%j is %s', async (finish_reason, expected) => {
    expect((await read(answer({}, { finish_reason }))).finishReason).toBe(expected)
  })

  test('nothing said of the end, and as many tokens as were asked for: it was cut', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 64 }
    expect((await read(answer({}, { finish_reason: null }, { usage }))).finishReason).toBe('length')
    expect((await read(answer({ content: '' }, {}, { usage }))).finishReason).toBe('length')
    expect((await read(answer({}, {}, { usage }))).finishReason).toBe('stop')
  })
})

describe('a budget that was spent on thinking', () => {
  test.each<[string, object, object]>([
    ['vLLM, DeepSeek', { reasoning_content: 'Okay, let me see' }, {}],
    ['OpenRouter, later vLLM', { reasoning: 'Okay, let me see' }, {}],
    [
      'OpenAI, which shows nothing of it',
      {},
      { usage: { completion_tokens: 64, completion_tokens_details: { reasoning_tokens: 64 } } },
    ],
    ['Mistral', { content: [{ type: 'thinking', thinking: [] }] }, {}],
  ])('%s', async (_, message, more) => {
    const completion = await read(answer({ content: null, ...message }, { finish_reason: 'length' }, more))
    expect(completion).toMatchObject({ text: '', finishReason: 'length', thought: true })
  })

  test('an answer without a thought says nothing of one', async () => {
    const usage = { completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 0 } }
    expect(await read(answer({ reasoning_content: null }, {}, { usage }))).not.toHaveProperty('thought')
  })
})

describe('refusals', () => {
  test.each<[string, object]>([
    ['in words of their own', answer({ content: null, refusal: 'I cannot judge this.' })],
    ['a filter of the answer', answer({ content: null }, { finish_reason: 'content_filter' })],
  ])('%s', async (_, body) => {
    expect((await read(body)).finishReason).toBe('refusal')
  })

  test('a filter of the prompt, after which there is no choice', async () => {
    const body = { choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] }
    await expect(read(body)).rejects.toMatchObject({ reason: 'refusal' })
  })
})

describe('an error where the answer should be, under a status that says that all is well', () => {
  test.each<[string, unknown, string]>([
    ['with the status as its code', { error: { code: 429, message: 'slow down' } }, 'rate-limited'],
    ['with the status alone', { error: { code: 429 } }, 'rate-limited'],
    ['with the status as digits', { error: { code: '503', message: 'busy' } }, 'server-error'],
    ['with a code in words', { error: { code: 'rate_limit_exceeded', message: 'x' } }, 'rate-limited'],
    ['of a quota, in words', { error: { message: 'Quota exceeded for requests per minute' } }, 'rate-limited'],
    [
      'Gemini’s list',
      [{ error: { code: 400, message: 'API key not valid', status: 'INVALID_ARGUMENT' } }],
      'bad-request',
    ],
    ['as a text', { error: 'upstream connect error' }, 'server-error'],
    ['that calls itself one', { object: 'error', message: 'The model is overloaded', code: 503 }, 'server-error'],
    ['of a key', { error: { message: 'Invalid API key', type: 'authentication_error' } }, 'unauthorized'],
    ['of a filter', { error: { message: 'Your input was flagged by the safety system' } }, 'refusal'],
    ['of the length', { error: { message: 'maximum context length is 4096 tokens' } }, 'context-exceeded'],
    ['of a proxy, with a code outside', { code: 500, msg: 'internal' }, 'server-error'],
    ['of FastAPI', { detail: 'Not Found' }, 'bad-request'],
    [
      'inside a choice (OpenRouter)',
      answer({ content: '' }, { finish_reason: 'error', error: { code: 502, message: 'Provider disconnected' } }),
      'server-error',
    ],
    [
      'inside a choice, of a limit',
      answer({ content: 'The text' }, { error: { code: 429, message: 'slow down' } }),
      'rate-limited',
    ],
    ['no answer and no error', { id: 'x', object: 'chat.completion' }, 'malformed-response'],
    ['no choice', { choices: [] }, 'malformed-response'],
    ['a page', '<html><body>Welcome</body></html>', 'malformed-response'],
    ['nothing', '', 'malformed-response'],
    ['null', null, 'malformed-response'],
  ])('%s', async (_, body, reason) => {
    await expect(read(body)).rejects.toMatchObject({ name: 'ChatError', reason })
  })
})

test('an answer under a wrong content type counts', async () => {
  expect((await read(JSON.stringify(answer({})))).text).toBe('1')
})

test('what is none of our business may be anything', async () => {
  const body = answer(
    { tool_calls: 7, extra: true },
    { logprobs: { content: 'none' } },
    { model: 3, system_fingerprint: {}, usage: 'free' },
  )
  expect(await read(body)).toEqual({ text: '1', finishReason: 'stop', model: 'm' })
})
