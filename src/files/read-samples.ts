import { InputError } from '../core/input-error.js'
import type { Sample, SampleArgs } from '../core/sample.js'
import { type ColumnMap, sampleColumns } from './columns.js'
import { assertMapSpelling } from './map-fields.js'
import { orError, type ReadRowsOptions, type RowFormat, readRows } from './read-rows.js'
import type { RowSource } from './row-source.js'

export interface ReadSamplesOptions<Row extends SampleArgs = Sample> {
  /** How the rows are held. Default: what the name tells (`.jsonl`, `.ndjson`, `.json`, `.csv`, `.tsv`), else the first character. */
  from?: RowFormat
  /** Where in a JSON document the rows are, as a path: `results.results`. Default: the document itself. */
  rows?: string
  /**
   * The columns of fields that have another name there, or the paths to them: `{ output: 'text' }`, `{ output: 'response.body.choices[0].message.content' }`. A column
   * named so comes before a path. One that no row has is an error.
   */
  map?: { readonly [Field in keyof Row & string]?: string }
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
  const { map = {}, ...reading } = options
  assertMapSpelling(map as ColumnMap)
  for await (const { sample } of locatedSamples(source, { ...reading, map: map as ColumnMap })) {
    yield sample as SampleArgs as Row
  }
}

/** The same with their places. */
export async function* locatedSamples(
  source: RowSource,
  options: ReadRowsOptions & { map?: ColumnMap; onNote?: (note: string) => void } = {},
): AsyncGenerator<LocatedSample, void, undefined> {
  const { map = {}, onBadLine, onNote } = options
  const columns = sampleColumns(map)
  for await (const { row, where } of readRows(source, options)) {
    const sample = orError(() => columns.sampleOf(row, where))
    if (!(sample instanceof InputError)) yield { sample, where }
    else if (onBadLine === undefined) throw sample
    else onBadLine(sample)
    columns.check()
  }
  columns.check(true)
  for (const note of columns.notes()) onNote?.(note)
}
