/** The body of a request. */
export type Body = Readonly<Record<string, unknown>>

/** What an endpoint was found not to take, and what it gets instead. */
export interface Concessions {
  /** Parameters that are left out: the endpoint has its own values for them. */
  readonly left: ReadonlySet<string>
  /** What the limit on the tokens of an answer is called. */
  readonly limit?: 'max_tokens' | 'max_completion_tokens' | 'none'
  /** The highest limit that is taken. */
  readonly most?: number
  /** The lowest temperature that is taken. */
  readonly temperature?: number
}

export const NO_CONCESSIONS: Concessions = { left: new Set() }

/** The names of the limit on the tokens of an answer. */
export const LIMITS = ['max_tokens', 'max_completion_tokens'] as const

/** Which of the two a body has. */
export function limitOf(body: Body): (typeof LIMITS)[number] | undefined {
  return LIMITS.find((name) => name in body)
}

/** The body as the endpoint takes it. */
export function conceded(body: Body, { left, limit, most, temperature }: Concessions): Body {
  const sent: Record<string, unknown> = { ...body }
  const name = limitOf(body)
  if (name !== undefined) {
    const wanted = body[name]
    delete sent[name]
    if (limit !== 'none') {
      sent[limit ?? name] = most !== undefined && typeof wanted === 'number' ? Math.min(wanted, most) : wanted
    }
  }
  if (temperature !== undefined && body.temperature === 0) sent.temperature = temperature
  for (const parameter of left) delete sent[parameter]
  return sent
}

/** Both together: two requests may have found out about different things. The first itself where the second adds nothing. */
export function united(a: Concessions, b: Concessions): Concessions {
  const adds = [...b.left].some((parameter) => !a.left.has(parameter))
  const same = (['limit', 'most', 'temperature'] as const).every((key) => b[key] === undefined || b[key] === a[key])
  if (!adds && same) return a
  const most = Math.min(a.most ?? Number.POSITIVE_INFINITY, b.most ?? Number.POSITIVE_INFINITY)
  const limit = b.limit ?? a.limit
  const temperature = b.temperature ?? a.temperature
  return {
    left: new Set([...a.left, ...b.left]),
    ...(limit !== undefined && { limit }),
    ...(most < Number.POSITIVE_INFINITY && { most }),
    ...(temperature !== undefined && { temperature }),
  }
}

/**
 * How a model decoded, from what was wanted and what was sent: `greedy`, or its temperature, and each step down from what was wanted. A judge that is not greedy
 * is another judge.
 *
 * @example
 * ```ts
 * decodingOf({ temperature: 0, top_p: 1 }, { temperature: 0 }) // => 'greedy+top_p:default'
 * ```
 */
export function decodingOf(wanted: Body, sent: Body): string {
  const { temperature = 'default' } = sent
  const steps: string[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (name === 'temperature' || sent[name] === value) continue
    if (name !== limitOf(wanted)) steps.push(`${name}:${name in sent ? String(sent[name]) : 'default'}`)
  }
  const [from, to] = [limitOf(wanted), limitOf(sent)]
  if (from !== undefined && to === undefined) steps.push(`${from}:none`)
  if (from !== undefined && to !== undefined && to !== from) steps.push(`${from}:${to}`)
  if (from !== undefined && to !== undefined && sent[to] !== wanted[from]) steps.push(`${to}:${String(sent[to])}`)
  return [temperature === 0 ? 'greedy' : `temperature:${String(temperature)}`, ...steps.sort()].join('+')
}
