import { InvalidArgumentError } from 'commander'
import { harnesses } from '../../files/harnesses/harnesses.js'
import { readingOf } from '../../files/read-samples.js'

/** The kinds of plain rows. */
const PLAIN: readonly (readonly [name: string, title: string])[] = [
  ['jsonl', 'plain rows: a JSON object on each line'],
  ['json', 'plain rows: a JSON array, or an object with it in data or results'],
  ['csv', 'plain rows: comma-separated, or as the header or sep= says'],
  ['tsv', 'plain rows: tab-separated'],
  ['parquet', 'plain rows: parquet'],
]

/** A `--from`; `list` prints the kinds there are, and ends the process. */
export function parseKind(value: string): string {
  if (value === 'list') {
    process.stdout.write(listOfKinds())
    process.exit(0)
  }
  try {
    readingOf({ from: value })
    return value
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InvalidArgumentError(error.message)
  }
}

function listOfKinds(): string {
  const kinds = [...harnesses.map(({ name, title }) => [name, title] as const), ...PLAIN]
  const width = Math.max(...kinds.map(([name]) => name.length))
  return kinds.map(([name, title]) => `${name.padEnd(width)}  ${title}\n`).join('')
}
