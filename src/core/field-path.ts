/** The keys and indices on the way to a value. */
type Steps = readonly (string | number)[]

const parsed = new Map<string, Steps | undefined>()
/** A run has few paths; whoever makes another for each row fills no memory. */
const MOST_PARSED = 1000

/**
 * The value of a field that is named by its name or by its path: `response.body.choices[0].message.content`, `meta["a.b"]`. A field that has the whole text for its
 * name comes first. Only own fields are looked at. Undefined where there is none.
 */
export function readField(row: object, path: string): unknown {
  if (Object.hasOwn(row, path)) return (row as Record<string, unknown>)[path]
  if (!/[.["']/.test(path)) return undefined
  let value: unknown = row
  for (const step of stepsOf(path) ?? [MISSING]) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Record<string | number, unknown>)[step]
  }
  return value
}

/** No field has this for a name: the steps of a text that is no path. */
const MISSING = '\0'

function stepsOf(path: string): Steps | undefined {
  if (parsed.has(path)) return parsed.get(path)
  const steps = parse(path)
  if (parsed.size < MOST_PARSED) parsed.set(path, steps)
  return steps
}

/** `name`, `.name`, `."a name"`, `[0]`, `["a name"]`, in either quotes; undefined for a text that is no path. */
const STEP = /(?:\[(?:(?<index>\d+)|(?<key>"[^"]*"|'[^']*'))\]|(?<dot>\.?)(?<name>"[^"]*"|'[^']*'|[^.[\]"']+))/y

function parse(path: string): Steps | undefined {
  const steps: (string | number)[] = []
  for (let at = 0; at < path.length; ) {
    STEP.lastIndex = at
    const groups = STEP.exec(path)?.groups
    if (groups === undefined) return undefined
    const { index, key, dot, name } = groups
    // Between two steps stands a dot, and none before the first.
    if (name !== undefined && (dot === '.') === (at === 0)) return undefined
    steps.push(index === undefined ? unquoted((key ?? name) as string) : Number(index))
    at = STEP.lastIndex
  }
  return steps.length === 0 ? undefined : steps
}

function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name
}

/** How deep paths are shown. */
const DEEPEST = 8

/** The paths to the values of a row that are no objects and no arrays, as far as `most` go; of an array those of its first element. */
export function fieldPaths(row: object, most: number): string[] {
  const paths: string[] = []
  const visit = (value: unknown, path: string, depth: number) => {
    if (paths.length >= most) return
    if (typeof value !== 'object' || value === null || depth > DEEPEST) paths.push(path)
    else if (Array.isArray(value)) visit(value[0], `${path}[0]`, depth + 1)
    else for (const [name, inner] of Object.entries(value)) visit(inner, joined(path, name), depth + 1)
  }
  for (const [name, value] of Object.entries(row)) visit(value, name, 1)
  return paths.map((path) => path.replace(/\p{C}/gu, '�').slice(0, 120))
}

function joined(path: string, name: string): string {
  if (!/[.[\]"']/.test(name)) return `${path}.${name}`
  return name.includes('"') ? `${path}['${name}']` : `${path}["${name}"]`
}
