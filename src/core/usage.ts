/** What judging has cost so far. */
export interface Usage {
  /** Calls that the model answered. */
  calls: number
  /** Calls that a cache answered; they cost nothing. */
  cacheHits: number
  /** Calls without an answer, after all retries. Aborted ones are not counted. */
  failures: number
  /** Tokens of the calls that the model answered, as far as it counts them. */
  promptTokens: number
  completionTokens: number
  /** Milliseconds during which at least one call was under way. */
  wallTime: number
  /** In the currency of the prices; only where they were given. */
  cost?: number
}

/** What two runs cost together; in money only where both have a price. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    cacheHits: a.cacheHits + b.cacheHits,
    failures: a.failures + b.failures,
    promptTokens: a.promptTokens + b.promptTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    wallTime: a.wallTime + b.wallTime,
    ...(a.cost !== undefined && b.cost !== undefined && { cost: a.cost + b.cost }),
  }
}
