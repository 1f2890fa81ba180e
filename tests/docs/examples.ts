import ts from 'typescript'

/** A TypeScript example as it stands in a doc comment or on a page. */
export interface Example {
  where: string
  code: string
}

/** The `ts` examples of the doc comments of a source file. */
export function docExamples(source: string, where: string): Example[] {
  return [...source.matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```/gm)].map(({ 1: block = '', index }) => ({
    where: `${where}:${lineOf(source, index)}`,
    code: block.replace(/^ \* ?/gm, ''),
  }))
}

/**
 * Runs an example with the names it may use in scope, and returns what it claims: for each `code // => value`, or `// => value` on a
 * line after the code, what the code gave and what it should.
 */
export async function runExample(
  example: Example,
  scope: Record<string, unknown>,
): Promise<{ got: unknown; claimed: unknown }[]> {
  const body = example.code
    .replace(/^import .*$/gm, '')
    .replace(/\n\s*\/\/ =>/g, ' // =>')
    .replace(/^(.*?) \/\/ => (.*)$/gm, (_, code: string, value: string) => claim(code, value))
  const code = ts.transpile(`async function example() {\n${body}\n}`, { target: ts.ScriptTarget.ES2022 })
  const claims: { got: unknown; claimed: unknown }[] = []
  const names = Object.keys(scope).filter((name) => !new RegExp(`\\b(const|let|function) ${name}\\b`).test(body))
  const run = new Function('claim', ...names, `${code}; return example()`)
  await run((got: unknown, claimed: unknown) => claims.push({ got, claimed }), ...names.map((name) => scope[name]))
  return claims
}

function claim(code: string, value: string): string {
  const [, declared] =
    /^\s*const (?:\{ *(\w+) *\}|\[ *(\w+) *\]|(\w+)) =/.exec(code)?.filter((part) => part !== undefined) ?? []
  if (declared !== undefined) return `${code}\nclaim(${declared}, (${value}))`
  return `claim(await (${code.trim().replace(/^;/, '')}), (${value}))`
}

function lineOf(source: string, index: number): number {
  return source.slice(0, index).split('\n').length
}
