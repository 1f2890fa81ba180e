import type { TokenUsage } from './chat-client.js'

/** The counts that are numbers; undefined where none is. */
export function tokenUsage(promptTokens: unknown, completionTokens: unknown): TokenUsage | undefined {
  const usage = {
    ...(isCount(promptTokens) && { promptTokens }),
    ...(isCount(completionTokens) && { completionTokens }),
  }
  return Object.keys(usage).length > 0 ? usage : undefined
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY
}
