import { InputError } from '../core/input-error.js'
import type { Sample, SampleArgs } from '../core/sample.js'
import { didYouMean } from '../text/nearest.js'
import { type ColumnMap, sampleColumns } from './columns.js'
import type { HarnessName, Turn } from './harnesses/harness.js'
import { harnesses, harnessNamed } from './harnesses/harnesses.js'
import { expandPaths, readBeside } from './inputs.js'
import { assertMapSpelling } from './map-fields.js'
import type { Naming } from './naming.js'
import { type ReadRowsOptions, readRows } from './read-rows.js'
import { orError } from './row-readers.js'
import type { RowSource } from './row-source.js'
import { type RowFormat, rowFormats } from './tables.js'

export interface ReadSamplesOptions<Row extends SampleArgs = Sample> {
  /**
   * What kind of file it is: of a harness (`lm-eval`, `inspect`, …), or how plain rows are held (`jsonl`, `json`, `csv`, `tsv`, `parquet`). Default: what the content
   * tells, and for plain rows the name.
   */
  from?: RowFormat | HarnessName
  /** Where in a JSON document the rows are, as a path: `results.results`. Default: the document itself. */
  rows?: string
  /**
   * The columns of fields that have another name there, or the paths to them: `{ output: 'text' }`, `{ output: 'response.body.choices[0].message.content' }`. A column
   * named so comes before a path. One that no row has is an error.
   */
  map?: { readonly [Field in keyof Row & string]?: string }
  /** Of conversations: the last answer, or all of them. Default: `'last'`. */
  turn?: 'last' | 'all'
  /** The model of rows that name none. Default: none; of several files, the file. */
  name?: string
  /** Told of each bad line, which is then left out. Without it, the first bad line ends the reading. */
  onBadLine?: (error: InputError) => void
}

/** A sample and where it stood. */
export interface LocatedSample {
  sample: Sample
  /** `file:line` */
  where: string
}

/**
 * The samples of a file, in order, read as `crosslingual score` reads them: JSONL, JSON, CSV or TSV. `output` may also be named `response`, `completion`,
 * `prediction`, `answer`, `generated_text`, `model_output` or `model_response`, `input` also `prompt`, `instruction`, `question` or `query`, and `language`
 * also `lang`, `lang_code`, `language_code`, `target_language`, `target_lang`, `expected_language`, `response_language` or `locale`, in capitals too: the first that holds
 * something is taken. All fields of a row stay. Memory does not grow with the file; only a JSON array is
 * read whole. A file without rows gives no samples.
 *
 * @typeParam Row What the rows are, as you know it: only `output`, `input` and `language` are looked at here. Numbers of CSV are text.
 * @throws InputError naming `file:line`, for a file that cannot be read, a line that holds no sample and a column of `map` that no row has; RangeError for an unknown
 * format and a misspelt field of `map`; TypeError for what is no source.
 *
 * @example
 * ```ts
 * const samples = readSamples('fixtures/generated/gemma-3-270m.jsonl')
 * const report = await evaluate(samples, { scorers: [languageCorrectness()], by: ['language'] })
 * report.groups.map(({ by }) => by.language) // => ['en', 'fr', 'pt', 'ru']
 * ```
 */
export async function* readSamples<Row extends SampleArgs = Sample>(
  source: RowSource,
  options: ReadSamplesOptions<NoInfer<Row>> = {},
): AsyncGenerator<Row, void, undefined> {
  const { map = {}, from, turn, name, onBadLine, rows } = options
  assertMapSpelling(map as ColumnMap)
  const files = typeof source === 'string' ? await expandPaths([source]) : [source]
  const reading = readingOf({ from, map: map as ColumnMap, rows, turn })
  const kinds = reading.kinds && { ...reading.kinds, beside: await readBeside(files.filter(isPath), reading.kinds) }
  for (const file of files) {
    for await (const { sample } of locatedSamples(file, {
      ...reading,
      ...(kinds !== undefined && { kinds }),
      map: map as ColumnMap,
      naming: { several: files.length > 1, ...(name !== undefined && { name }) },
      ...(onBadLine !== undefined && { onBadLine }),
    })) {
      yield sample as SampleArgs as Row
    }
  }
}

function isPath(source: RowSource): source is string {
  return typeof source === 'string'
}

/**
 * How files are read of which this was said. Content tells the kind of a file; but rows that were said to be plain, or to have their output or themselves somewhere, are
 * taken as they stand.
 *
 * @throws RangeError for a kind that is not known.
 */
export function readingOf({
  from,
  map = {},
  rows,
  turn,
}: {
  from?: string | undefined
  map?: ColumnMap | undefined
  rows?: string | undefined
  turn?: Turn | undefined
}): Pick<ReadRowsOptions, 'from' | 'rows' | 'kinds'> {
  const said = { ...(rows !== undefined && { rows }) }
  if (from !== undefined && rowFormats.includes(from as RowFormat)) return { ...said, from: from as RowFormat }
  const only = from === undefined ? undefined : harnessNamed(from)
  if (from !== undefined && only === undefined) {
    const known = [...rowFormats, ...harnesses.map(({ name }) => name)]
    throw new RangeError(`from: no kind of file "${from}"${didYouMean(from, known)} Known: ${known.join(', ')}`)
  }
  if (turn !== undefined && turn !== 'last' && turn !== 'all')
    throw new RangeError(`turn must be last or all, got ${JSON.stringify(turn)}`)
  if (only === undefined && (rows !== undefined || Object.hasOwn(map, 'output'))) return said
  return { ...said, kinds: { ...(only !== undefined && { only }), ...(turn !== undefined && { turn }) } }
}

/** The same with their places. */
export async function* locatedSamples(
  source: RowSource,
  options: ReadRowsOptions & { map?: ColumnMap; naming?: Naming; onNote?: (note: string) => void } = {},
): AsyncGenerator<LocatedSample, void, undefined> {
  const { map = {}, naming, onBadLine, onNote } = options
  const columns = sampleColumns(map, naming)
  for await (const { row, where, file } of readRows(source, options)) {
    const sample = orError(() => columns.sampleOf(row, where, file))
    if (!(sample instanceof InputError)) yield { sample, where }
    else if (onBadLine === undefined) throw sample
    else onBadLine(sample)
    columns.check()
  }
  columns.check(true)
  for (const note of columns.notes()) onNote?.(note)
}
