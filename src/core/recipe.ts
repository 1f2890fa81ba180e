/**
 * How to make a scorer, or a part of one, again in another thread. Functions cannot be sent to a worker; the name of the factory that made them
 * and its options can.
 */
export interface Recipe {
  /** `languageCorrectness`, `fasttext` … */
  factory: string
  /** Plain data. */
  options: Readonly<Record<string, unknown>>
  /** The options that have recipes of their own. */
  parts: Readonly<Record<string, Recipe>>
}

/** What can be made again elsewhere says how. */
export interface HasRecipe {
  /** @throws TypeError naming the option that cannot be sent. */
  readonly recipe?: () => Recipe
}

/**
 * The recipe of what `factory` makes of `options`; made once, on first use, so that parts which two scorers share stay shared.
 */
export function recipeFor(factory: string, options: object): () => Recipe {
  let made: Recipe | undefined
  return () => {
    made ??= makeRecipe(factory, options)
    return made
  }
}

function makeRecipe(factory: string, given: object): Recipe {
  const options: Record<string, unknown> = {}
  const parts: Record<string, Recipe> = {}
  for (const [key, value] of Object.entries(given)) {
    if (value instanceof URL) parts[key] = { factory: 'URL', options: { href: value.href }, parts: {} }
    else if (typeof value?.recipe === 'function') parts[key] = (value as Required<HasRecipe>).recipe()
    else if (holdsFunction(value)) throw new TypeError(`${factory}: ${whyNot(key, value)}`)
    else if (value !== undefined) options[key] = value
  }
  return { factory, options, parts }
}

function whyNot(key: string, value: unknown): string {
  if (key === 'client') return 'it asks a judge, which waits for its model: use { concurrency } for it, not { workers }'
  const what = typeof value === 'function' ? 'is a function' : 'holds functions'
  return `its option "${key}" ${what}, which cannot be sent to a worker; score without { workers }`
}

function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return Object.values(value).some(holdsFunction)
}
