import { type Peeked, peek } from './peek.js'

/** A header is no longer. */
const MOST_BYTES = 2 ** 16

/** What separates the cells of a CSV, where its first line says it: `sep=;`, as Excel reads it, or a header without commas. */
export async function csvDelimiter(
  stream: AsyncIterable<Uint8Array>,
): Promise<Pick<Peeked, 'chunks'> & { delimiter: string; fromLine: number }> {
  const { start, chunks } = await peek(stream, (seen) => seen.includes(10) || seen.length >= MOST_BYTES)
  const text = new TextDecoder().decode(start)
  const header = text.slice(0, text.search(/[\r\n]|$/))
  const said = /^"?sep=(.)"?$/.exec(header)?.[1]
  if (said !== undefined) return { delimiter: said, fromLine: 2, chunks }
  const bare = header.replace(/"[^"]*"/g, '')
  const delimiter = [',', ';', '\t'].find((each) => bare.includes(each)) ?? ','
  return { delimiter, fromLine: 1, chunks }
}
