import type { ChatCompletion } from './chat-client.js'

/** What vendors call the three ends of an answer, in lower-case letters alone. */
const NAMES: Readonly<Record<Exclude<ChatCompletion['finishReason'], 'other'>, readonly string[]>> = {
  // OpenAI, vLLM; Anthropic, Bedrock; TGI; Cohere, Gemini; Mistral, Together, LiteLLM; Ollama.
  stop: ['stop', 'endturn', 'stopsequence', 'eostoken', 'eos', 'complete', 'completed', 'finished', 'finishreasonstop'],
  length: [
    'length',
    'maxtokens',
    'maxoutputtokens',
    'modellength', // Mistral, at the end of the context
    'modelcontextwindowexceeded', // Anthropic
    'maxlength',
    'tokenlimit',
    'incomplete',
    'finishreasonmaxtokens',
  ],
  refusal: [
    'refusal',
    'contentfilter',
    'contentfiltered',
    'safety',
    'guardrailintervened', // Bedrock
    'recitation', // Gemini, as the rest
    'blocklist',
    'prohibitedcontent',
    'spii',
    'imagesafety',
    'errortoxic', // Cohere
  ],
}

const byName = new Map(
  Object.entries(NAMES).flatMap(([reason, names]) =>
    names.map((name) => [name, reason as ChatCompletion['finishReason']] as const),
  ),
)

/**
 * How an answer ended, whatever its vendor calls it. Nothing said (null, an empty text) is the end of an answer that came whole, as some servers have it; a
 * name that nobody knows is `other`.
 *
 * @example
 * ```ts
 * [endOf('end_turn'), endOf('MAX_TOKENS'), endOf('content-filter'), endOf(null)] // => ['stop', 'length', 'refusal', 'stop']
 * ```
 */
export function endOf(finishReason: string | null | undefined): ChatCompletion['finishReason'] {
  const letters = (finishReason ?? '').toLowerCase().replace(/[^a-z]/g, '')
  return letters === '' ? 'stop' : (byName.get(letters) ?? 'other')
}
