import { assertWholeNumber } from '../../core/whole-number.js'
import type { ChatClient } from '../../llm/chat-client.js'
import { withoutSecrets } from '../../llm/redact.js'
import { wrappedClient } from '../../llm/wrapped-client.js'

/** Enough for a model that thinks before it answers; one that does not needs a few of them. */
export const ANSWER_TOKENS = 4096

/** How a judge's model is asked. */
export interface JudgeRequestOptions {
  /**
   * The most tokens of an answer, those included that the model thinks with. An endpoint that takes fewer gets fewer.
   *
   * @default 4096
   */
  maxTokens?: number
  /** How much a model that thinks is to think: `none`, `minimal`, `low`, `medium`, `high`, or what else its server knows. Default: the server's. */
  reasoningEffort?: string
  /** What else the server is told, by the names that it has for it: `{ chat_template_kwargs: { enable_thinking: false } }`. */
  extraBody?: Readonly<Record<string, unknown>>
}

/**
 * A client that asks as a judge is to: with the judge's limit, and with what else was set, which is part of its settings.
 *
 * @throws RangeError for a limit that is no whole number from 1.
 */
export function judgeClient(client: ChatClient, options: JudgeRequestOptions): ChatClient {
  const { maxTokens = ANSWER_TOKENS, reasoningEffort, extraBody } = options
  assertWholeNumber('maxTokens', maxTokens)
  const set = {
    ...(reasoningEffort !== undefined && { reasoningEffort }),
    ...(extraBody !== undefined && { extraBody }),
  }
  const settings = {
    ...client.settings,
    ...set,
    ...(extraBody !== undefined && {
      extraBody: { ...(client.settings?.extraBody as object), ...(withoutSecrets(extraBody) as object) },
    }),
    ...(options.maxTokens !== undefined && { maxTokens }),
  }
  return {
    ...wrappedClient(client),
    ...(Object.keys(settings).length > 0 && { settings }),
    complete: (request, context) => client.complete({ ...request, maxTokens, ...set }, context),
  }
}
