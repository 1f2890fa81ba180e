import { describe, expect, test } from 'vitest'
import { httpError } from '../../src/llm/http-error.js'

const AZURE = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
const LITELLM = `litellm.BadRequestError: litellm.ContentPolicyViolationError: AzureException - ${AZURE}\nmodel=azure/gpt-4o. content_policy_fallback=None. fallbacks=None.`

describe('the reason of a status, by what the body says', () => {
  test.each<[from: string, status: number, body: unknown, reason: string, message: RegExp]>([
    [
      'OpenAI',
      400,
      { error: { message: 'no such thing', type: 'invalid_request_error', param: 'x', code: null } },
      'bad-request',
      /: no such thing$/,
    ],
    ['OpenAI, too long', 400, { error: { message: 'x', code: 'context_length_exceeded' } }, 'context-exceeded', /: x$/],
    [
      'llama.cpp, too long',
      400,
      {
        error: {
          code: 400,
          message: 'request (5020 tokens) exceeds the available context size (2048 tokens)',
          type: 'exceed_context_size_error',
        },
      },
      'context-exceeded',
      /5020/,
    ],
    [
      'SGLang, too long',
      400,
      {
        object: 'error',
        message: "The input (4519 tokens) is longer than the model's context length (2048 tokens).",
        type: 'BadRequestError',
        code: 400,
      },
      'context-exceeded',
      /4519/,
    ],
    [
      'Anthropic, too long',
      400,
      {
        type: 'error',
        error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
      },
      'context-exceeded',
      /210000/,
    ],
    [
      'Gemini, too long',
      400,
      [
        {
          error: {
            code: 400,
            message: 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
            status: 'INVALID_ARGUMENT',
          },
        },
      ],
      'context-exceeded',
      /1200000/,
    ],
    ['Bedrock, too long', 400, { message: 'Input is too long for requested model.' }, 'context-exceeded', /too long/],
    [
      'Azure’s filter',
      400,
      {
        error: {
          message: AZURE,
          type: null,
          param: 'prompt',
          code: 'content_filter',
          innererror: { code: 'ResponsibleAIPolicyViolation' },
        },
      },
      'refusal',
      /filtered/,
    ],
    ['Azure’s filter, by its code alone', 400, { error: { code: 'content_filter' } }, 'refusal', /content_filter/],
    [
      'Azure’s filter behind LiteLLM',
      400,
      { error: { message: LITELLM, type: null, param: null, code: '400' } },
      'refusal',
      /ContentPolicyViolationError/,
    ],
    [
      'the same as an internal error',
      500,
      { error: { message: LITELLM, type: null, param: 'None', code: '500' } },
      'refusal',
      /filtered/,
    ],
    [
      'OpenRouter’s moderation',
      403,
      {
        error: {
          code: 403,
          message: 'anthropic/claude requires moderation on Anthropic. Your input was flagged for "violence".',
          metadata: { reasons: ['violence'] },
        },
      },
      'refusal',
      /flagged/,
    ],
    [
      'DashScope’s filter',
      400,
      { error: { code: 'data_inspection_failed', message: 'Input data may contain inappropriate content.' } },
      'refusal',
      /inappropriate/,
    ],
    [
      'DeepSeek’s filter',
      400,
      { error: { message: 'Content Exists Risk', type: 'invalid_request_error' } },
      'refusal',
      /Risk/,
    ],
    [
      'LiteLLM, another error, which names its fallbacks',
      400,
      {
        error: {
          message:
            'litellm.BadRequestError: no such model. context_window_fallbacks=None. content_policy_fallbacks=None.',
        },
      },
      'bad-request',
      /no such model/,
    ],
    ['a key', 401, { error: { message: 'Incorrect API key provided' } }, 'unauthorized', /Incorrect/],
    ['a right', 403, { error: { message: 'Project has no access' } }, 'unauthorized', /no access/],
    ['a limit', 429, { error: { message: 'slow down' } }, 'rate-limited', /slow down/],
    [
      'an outage',
      503,
      '<html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>',
      'server-error',
      /503: 503 +Service Unavailable$/,
    ],
    [
      'overload',
      529,
      { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
      'server-error',
      /Overloaded/,
    ],
    [
      'validation as an internal error',
      500,
      { error: { message: "1 validation error:\n {'loc': ('body', 'response_format')}" } },
      'bad-request',
      /validation/,
    ],
    [
      'FastAPI',
      422,
      { detail: [{ loc: ['body', 'n'], msg: 'Extra inputs are not permitted' }] },
      'bad-request',
      /Extra inputs/,
    ],
    [
      'xAI, whose error is a text',
      400,
      { code: 'Client specified an invalid argument', error: 'Argument not supported on this model: presencePenalty' },
      'bad-request',
      /presencePenalty/,
    ],
    [
      'OpenRouter, which quotes',
      400,
      {
        error: {
          message: 'Provider returned error',
          code: 400,
          metadata: { raw: '{"error":{"message":"Unknown parameter"}}' },
        },
      },
      'bad-request',
      /Unknown parameter/,
    ],
    ['a text', 400, 'Bad Request', 'bad-request', /400: Bad Request$/],
    ['nothing', 500, '', 'server-error', /^the server answered 500$/],
    ['a body that is too large', 413, '', 'context-exceeded', /413/],
  ])('%s (%i)', (_, status, body, reason, message) => {
    const error = httpError(status, body, undefined)
    expect(error).toMatchObject({ reason, status })
    expect(error.message).toMatch(message)
  })
})

test('the parameter that is named', () => {
  expect(httpError(400, { error: { message: 'x', param: 'top_p' } }, undefined).parameter).toBe('top_p')
  expect(httpError(400, { error: { message: 'x', param: null } }, undefined).parameter).toBeUndefined()
})
