// `npx tsx scripts/check-regexp.ts` looks for regular expressions in src that take more than linear time on some text, with recheck: all literals, and what is put
// together of constant parts by `new RegExp`. Texts of responses, answers and files are nobody's friends: one such expression stops a process for seconds.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from 'recheck'
import ts from 'typescript'

interface Found {
  place: string
  source: string
  flags: string
}

/** Findings that are none: how the expression begins, and why it takes linear time all the same. */
const ALLOWED: readonly (readonly [start: string, why: string])[] = [
  [
    '/(?<open><(?:think|thinking',
    'found by trying, on short texts: each branch begins with a sign of its own, and no repetition in it is longer than 200',
  ],
  ['/\\b(?:sk|pk|rk|gsk', 'found by trying: from each place at most 260 characters are read'],
  ['/(?:([^\\s]{1,40})[\\s', 'found by trying: it is given the last 80 characters of a text'],
  ['/(?:^|[.!?…:;', 'it is given the last 8 characters before a word'],
  ['/«[^»\\n]{1,300}»', 'found by trying: from each sign that opens a quotation at most 300 characters are read'],
  [
    '/^(?=.*(?:\\w\\(|',
    'found by trying, for its lookbehind: it is anchored, and what it repeats it goes back over once',
  ],
]

/** Milliseconds for one expression. */
const TIMEOUT = 60_000

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const found = files.flatMap((file) => expressionsOf(join('src', file)))
let wrong = 0
for (const { place, source, flags } of found) {
  const expression = `/${source}/${flags}`
  // recheck does not know the flag v. Without sets in sets, which are one character each, u means the same.
  const result = await check(...withoutSets(source, flags), { timeout: TIMEOUT })
  if (result.status === 'safe' || ALLOWED.some(([start]) => expression.startsWith(start))) continue
  wrong += 1
  const why =
    result.status === 'vulnerable'
      ? `${result.complexity.summary}, on ${result.attack.pattern}`
      : `not checked: ${result.error.kind}`
  console.error(`${place} ${expression}\n  ${why}`)
}
console.log(`${found.length} regular expressions, ${wrong} of them not linear or not checked`)
process.exit(wrong === 0 ? 0 : 1)

function withoutSets(source: string, flags: string): [source: string, flags: string] {
  if (!flags.includes('v')) return [source, flags]
  return [source.replace(/\[(?:[^[\]\\]|\\.|\[(?:[^[\]\\]|\\.)*\])*\]/gu, 'x'), flags.replace('v', 'u')]
}

/** The expressions of a file whose source stands in it. What is put together at run time of something else is left to the tests. */
function expressionsOf(file: string): Found[] {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const constants = constantsOf(tree)
  const expressions: Found[] = []
  const visit = (node: ts.Node) => {
    const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
    if (ts.isRegularExpressionLiteral(node)) expressions.push({ place, ...partsOf(node.text) })
    const built = ts.isNewExpression(node) && node.expression.getText() === 'RegExp' ? node.arguments : undefined
    const source = built?.[0] && textOf(built[0], constants)
    if (source !== undefined) {
      expressions.push({ place, source, flags: (built?.[1] && textOf(built[1], constants)) ?? '' })
    } else if (built !== undefined) {
      console.log(`${place} is put together at run time`)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return expressions
}

function partsOf(literal: string): { source: string; flags: string } {
  const end = literal.lastIndexOf('/')
  return { source: literal.slice(1, end), flags: literal.slice(end + 1) }
}

/** What the constants of a file are, by name. */
function constantsOf(tree: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>()
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      constants.set(node.name.text, node.initializer)
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return constants
}

/** The text that an expression of strings is: literals, templates, sums, joined lists, constants, and the source of a regular expression. */
function textOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): string | undefined {
  const text = (other: ts.Expression) => textOf(other, constants)
  const all = (others: readonly ts.Expression[], separator: string) => {
    const texts = others.map(text)
    return texts.includes(undefined) ? undefined : texts.join(separator)
  }
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isParenthesizedExpression(node)) return text(node.expression)
  if (ts.isRegularExpressionLiteral(node)) return partsOf(node.text).source
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text)
    return constant && text(constant)
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return all([node.left, node.right], '')
  }
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => [text(span.expression), span.literal.text])
    return spans.some(([part]) => part === undefined) ? undefined : node.head.text + spans.flat().join('')
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') return text(node.expression)
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression
    const list = name.text === 'join' && ts.isArrayLiteralExpression(expression) ? expression.elements : undefined
    const separator = node.arguments[0] === undefined ? ',' : text(node.arguments[0])
    return list && separator !== undefined ? all(list, separator) : undefined
  }
  return undefined
}
