import { type ChatCall, completion, sendJson } from './chat-server.js'

// What endpoints do with parameters, answers and faults, as bug reports have them; the reports are named. What they say is said in their form.

/** One endpoint: what it refuses of a body, in its own words; and how it answers. */
export interface EndpointBehaviour {
  /** Where the words are from. */
  source: string
  /** The response to a body that it does not take. */
  refuses: (body: ChatCall['body']) => { status: number; body: unknown } | undefined
  /** The response to one that it takes. Default: as OpenAI gives it. */
  answers?: (content: string, body: ChatCall['body']) => unknown
  /** The owner of its models. */
  owner?: string
}

type Refusal = ReturnType<EndpointBehaviour['refuses']>

const openaiError = (message: string, param: string | null, code: string | null): Refusal => ({
  status: 400,
  body: { error: { message, type: 'invalid_request_error', param, code } },
})

const sends = (body: ChatCall['body'], ...parameters: string[]) => parameters.find((parameter) => parameter in body)

const BOTH = '`temperature` and `top_p` cannot both be specified for this model. Please use only one.'
const temperatureAndTopP = (body: ChatCall['body']) => 'temperature' in body && 'top_p' in body

function oSeries(body: ChatCall['body']): Refusal {
  if ('max_tokens' in body) {
    const message =
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    return openaiError(message, 'max_tokens', 'unsupported_parameter')
  }
  if ('temperature' in body && body.temperature !== 1) {
    const message = `Unsupported value: 'temperature' does not support ${String(body.temperature)} with this model. Only the default (1) value is supported.`
    return openaiError(message, 'temperature', 'unsupported_value')
  }
  const refused = sends(body, 'top_p', 'presence_penalty', 'frequency_penalty', 'logprobs')
  if (refused === undefined) return undefined
  const message = `Unsupported parameter: '${refused}' is not supported with this model.`
  return openaiError(message, refused, 'unsupported_parameter')
}

const extraForbidden = (parameter: string, input: unknown) => ({
  detail: [{ type: 'extra_forbidden', loc: ['body', parameter], msg: 'Extra inputs are not permitted', input }],
})

export const endpoints = {
  'the o-series, and GPT-5': { source: 'nextlevelbuilder/goclaw#211', refuses: oSeries },
  'the same behind OpenRouter, which quotes it': {
    source: 'openrouter.ai, docs/errors',
    refuses: (body) => {
      const raw = oSeries(body)
      const metadata = { raw: JSON.stringify(raw?.body, null, 2), provider_name: 'Azure' }
      return raw && { status: 400, body: { error: { message: 'Provider returned error', code: 400, metadata } } }
    },
  },
  'Claude behind a proxy': {
    source: 'router-for-me/CLIProxyAPI#193',
    refuses: (body) =>
      temperatureAndTopP(body)
        ? {
            status: 400,
            body: { type: 'error', error: { type: 'invalid_request_error', message: BOTH }, request_id: 'r' },
          }
        : undefined,
  },
  'Claude behind LiteLLM, JSON within JSON': {
    source: 'infiniflow/ragflow#11815',
    refuses: (body) => {
      if (!temperatureAndTopP(body)) return undefined
      const inner = JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: BOTH } })
      return openaiError(`litellm.BadRequestError: AnthropicException - ${inner}`, null, '400')
    },
  },
  'Claude that takes no temperature at all': {
    source: 'anthropic.com, deprecation of sampling parameters',
    refuses: (body) =>
      'temperature' in body
        ? openaiError('`temperature` is deprecated for this model.', null, null)
        : 'top_p' in body
          ? openaiError('`top_p` is deprecated for this model.', null, null)
          : undefined,
  },
  'Grok, whose error is a text': {
    source: 'yym68686/uni-api#105',
    refuses: (body) => {
      const refused = sends(body, 'presence_penalty', 'frequency_penalty')
      const camel = refused?.replace(/_(.)/, (_, letter: string) => letter.toUpperCase())
      const error = `Argument not supported on this model: ${camel}`
      return refused === undefined
        ? undefined
        : { status: 400, body: { code: 'Client specified an invalid argument', error } }
    },
  },
  'Mistral, which names what it does not know': {
    source: 'mistralai/platform-docs-public#7',
    refuses: (body) => {
      const refused = sends(body, 'frequency_penalty', 'presence_penalty', 'max_completion_tokens')
      return refused === undefined
        ? undefined
        : {
            status: 422,
            body: {
              object: 'error',
              message: extraForbidden(refused, body[refused]),
              type: 'invalid_request_error',
              param: null,
              code: null,
            },
          }
    },
    answers: (content) =>
      completion([
        { type: 'thinking', thinking: [{ type: 'text', text: 'Hmm, 0?' }] },
        { type: 'text', text: content },
      ] as never),
  },
  'a gateway before Bedrock': {
    source: 'aws-samples/bedrock-access-gateway#191',
    refuses: (body) =>
      temperatureAndTopP(body)
        ? {
            status: 400,
            body: {
              detail: `An error occurred (ValidationException) when calling the Converse operation: The model returned the following errors: ${BOTH}`,
            },
          }
        : undefined,
    answers: (content) => ({ ...completion(content, 'end_turn'), usage: { prompt_tokens: 9, total_tokens: 12 } }),
  },
  'LiteLLM itself': {
    source: 'docs.litellm.ai, drop_params',
    refuses: (body) => {
      const refused = ['presence_penalty', 'frequency_penalty', 'top_p'].filter((name) => name in body)
      const message = `litellm.UnsupportedParamsError: bedrock does not support parameters: ${JSON.stringify(refused)}, for model=titan. To drop these, set \`litellm.drop_params=True\``
      return refused.length > 0 ? openaiError(message, null, '400') : undefined
    },
  },
  'TGI, which takes no temperature of 0': {
    source: 'huggingface/text-generation-inference#2099',
    refuses: (body) =>
      body.temperature === 0
        ? {
            status: 422,
            body: {
              error: 'Input validation error: `temperature` must be strictly positive',
              error_type: 'validation',
            },
          }
        : undefined,
    answers: (content) => completion(content, 'eos_token'),
  },
  'a model whose answers are short': {
    source: 'help.aliyun.com, model-studio error codes',
    refuses: (body) =>
      Number(body.max_tokens) > 2000
        ? openaiError(
            '<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 2000]',
            null,
            'invalid_parameter_error',
          )
        : undefined,
  },
  'a server whose context is short': {
    source: 'vllm-project/vllm, before 0.11',
    owner: 'vllm',
    refuses: (body) =>
      Number(body.max_tokens) > 1644
        ? {
            status: 400,
            body: {
              object: 'error',
              message: `This model's maximum context length is 2048 tokens. However, you requested ${404 + Number(body.max_tokens)} tokens (404 in the messages, ${String(body.max_tokens)} in the completion). Please reduce the length of the messages or completion.`,
              type: 'BadRequestError',
              code: 400,
            },
          }
        : undefined,
    answers: (content) => completion(content, 'stop', { reasoning_content: 'Okay, let me look at the task.' }),
  },
  'a proxy that says nothing': {
    source: 'gateways that hide what is behind them',
    refuses: (body) =>
      body.temperature === 0 || 'max_tokens' in body ? { status: 400, body: 'Bad Request' } : undefined,
  },
  'llama-cpp-python, to which a schema is an internal error': {
    source: 'shared/data/server-exchanges/llama-cpp-python-0.3.36-err_json_schema.json',
    refuses: (body) =>
      (body.response_format as { type?: string } | undefined)?.type === 'json_schema'
        ? {
            status: 500,
            body: {
              error: {
                message:
                  "1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\"}",
                type: 'internal_server_error',
                param: null,
                code: null,
              },
            },
          }
        : undefined,
  },
} satisfies Record<string, EndpointBehaviour>

/** Answers a call as the endpoint does. */
export function behave(
  { refuses, answers = (text) => completion(text) }: EndpointBehaviour,
  call: ChatCall,
  content: string,
): void {
  const refused = refuses(call.body)
  if (refused === undefined) sendJson(call.response, answers(content, call.body))
  else if (typeof refused.body === 'string') call.response.writeHead(refused.status).end(refused.body)
  else sendJson(call.response, refused.body, refused.status)
}
