import { fieldPaths, readField } from '../core/field-path.js'
import { InputError } from '../core/input-error.js'
import { chatMessages } from './chat-messages.js'
import { harnesses } from './harnesses/harnesses.js'
import { pandasRows } from './pandas-json.js'
import { type Peeked, peek } from './peek.js'
import { usualColumns } from './usual-columns.js'

/** A longer first line is that of a document. */
const MOST_BYTES = 2 ** 20

/** Whether JSON stands in lines or is one document, by how it begins, whatever its name says. */
export async function jsonShape(
  stream: AsyncIterable<Uint8Array>,
  named: 'json' | 'jsonl',
): Promise<Pick<Peeked, 'chunks'> & { format: 'json' | 'jsonl' }> {
  const textOf = (seen: Uint8Array) => new TextDecoder().decode(seen).trimStart()
  const isDecided =
    named === 'jsonl'
      ? (text: string) => /^(?:[^[]|\[\s*[^\s{]|\[[^\n]*\n\s*\S)/.test(text)
      : (text: string) => text.includes('\n') && text.slice(text.indexOf('\n')).trim() !== ''
  const { start, chunks } = await peek(stream, (seen) => seen.length >= MOST_BYTES || isDecided(textOf(seen)))
  const text = textOf(start)
  const [first = '', next = ''] = text.split('\n', 2)
  if (named === 'jsonl') {
    // [{ begins an array of samples, but for lines that are conversations.
    return { format: /^\[\s*\{/.test(text) && chatMessages(first) === undefined ? 'json' : 'jsonl', chunks }
  }
  return { format: next.trim() !== '' && isObject(first) ? 'jsonl' : 'json', chunks }
}

function isObject(text: string): boolean {
  try {
    return text.startsWith('{') && typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

/**
 * The rows of a JSON document: an array, the array in its `data` or `results`, or one row.
 *
 * @param path Where they are, if it was said.
 * @throws InputError that shows the arrays there are.
 */
export function rowsOfDocument(document: unknown, path: string | undefined, name: string): unknown[] {
  if (path === undefined && Array.isArray(document)) return document
  const root = typeof document === 'object' && document !== null ? document : {}
  const isRow = (row: Readonly<Record<string, unknown>>) => usualColumns(row).has('output')
  const ofPandas = path === undefined ? pandasRows(root as Record<string, unknown>, isRow) : undefined
  if (ofPandas !== undefined) return ofPandas
  const found = (path === undefined ? ['data', 'results'] : [path])
    .map((each) => readField(root, each))
    .find((each) => Array.isArray(each))
  if (found !== undefined) return found as unknown[]
  if (path === undefined && isRow(root as Record<string, unknown>)) return [root]
  const arrays = fieldPaths(root, 1000).flatMap((each) =>
    each.includes('[0]') ? [each.slice(0, each.indexOf('[0]'))] : [],
  )
  const list = `(arrays: ${[...new Set(arrays)].slice(0, 20).join(', ') || 'none'})`
  if (path !== undefined) throw new InputError(name, `no array of rows at "${path}" ${list}`)
  throw new InputError(
    name,
    `is of no kind that is known (${harnesses.map((each) => each.name).join(', ')}; see --from list), nor has an array of samples in data or results; ` +
      `say where they are with --rows PATH ${list}, and in them the response with --map output=PATH`,
  )
}
