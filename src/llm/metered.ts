import type { Usage } from '../core/usage.js'
import type { ChatClient } from './chat-client.js'
import { wrappedClient } from './wrapped-client.js'

/** Prices of a model in any currency, per million tokens. */
export interface Prices {
  prompt: number
  completion: number
}

/** A client that counts. */
export interface MeteredClient extends ChatClient {
  usage(): Usage
}

/**
 * A client that counts its calls, tokens, cache hits, failures and time. Put it outside a cache: `metered(cached(client))`.
 *
 * @throws RangeError when a price is not a number from 0.
 *
 * @example
 * ```ts
 * const client = metered(openaiClient({ model: 'qwen3-8b', baseURL: 'http://localhost:8080/v1' }), { prompt: 0.1, completion: 0.4 })
 * client.usage().cost // => 0
 * ```
 */
export function metered(client: ChatClient, prices?: Prices): MeteredClient {
  for (const [name, price] of Object.entries(prices ?? {})) {
    if (!(price >= 0 && price < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`metered: the ${name} price must be a number from 0 per million tokens, got ${price}`)
    }
  }
  const counts = { calls: 0, cacheHits: 0, failures: 0, promptTokens: 0, completionTokens: 0 }
  let underWay = 0
  let since = 0
  let wallTime = 0

  return {
    ...wrappedClient(client),
    complete: async (request, context = {}) => {
      if (underWay === 0) since = performance.now()
      underWay += 1
      try {
        const completion = await client.complete(request, context)
        if (completion.cached) {
          counts.cacheHits += 1
        } else {
          counts.calls += 1
          counts.promptTokens += completion.usage?.promptTokens ?? 0
          counts.completionTokens += completion.usage?.completionTokens ?? 0
        }
        return completion
      } catch (error) {
        if (!context.signal?.aborted) counts.failures += 1
        throw error
      } finally {
        underWay -= 1
        if (underWay === 0) wallTime += performance.now() - since
      }
    },
    usage: () => ({
      ...counts,
      wallTime: wallTime + (underWay > 0 ? performance.now() - since : 0),
      ...(prices === undefined
        ? {}
        : { cost: (counts.promptTokens * prices.prompt + counts.completionTokens * prices.completion) / 1e6 }),
    }),
  }
}
