import type { InputError } from '../../core/input-error.js'
import { ownNamesNote, SCORED_FIELDS } from '../../core/own-fields.js'
import type { Sample } from '../../core/sample.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { scoreSamples } from '../../evaluation/score-samples.js'
import type { RowSettings } from '../../evaluation/workers/settings.js'
import { formatOfName, type ReadRowsOptions } from '../../files/read-rows.js'
import { locatedSamples } from '../../files/read-samples.js'
import { scoredRow } from '../../files/scored-row.js'
import type { Digest } from '../../results/digest.js'
import type { KnownFields } from '../../results/known-fields.js'
import type { SampleScorerOptions } from '../../scorers/policy/sample-scorer.js'
import type { BadLines } from '../input/bad-lines.js'
import type { KeptScores } from './kept-scores.js'

/** What is scored, and how. */
export interface RowScoring {
  files: readonly string[]
  /** How rows are held where no name tells it, as in standard input; without it, the first character tells. */
  format?: NonNullable<ReadRowsOptions['from']>
  /** Where in a JSON document the rows are. */
  rowsAt?: string
  scoring: SampleScorerOptions & { concurrency?: number }
  rows: RowSettings
  /** The scores that an interrupted run left. */
  kept: AsyncIterator<KeptScores, void>
  fields: KnownFields | undefined
  /** Told where several columns could be meant. */
  onNote: (note: string) => void
  onBytes: (bytes: number) => void
}

/** Some rows that were scored, in the order of the input. */
export interface ScoredRows {
  /** JSONL; empty unless it is wanted. */
  text: string | Uint8Array
  digests: readonly Digest[]
  failures: number
  /** The lines among them that held no sample. */
  bad: readonly InputError[]
}

/** Scores rows in this process, one by one. */
export async function* scoreRowsHere(run: RowScoring, bad: BadLines | undefined): AsyncGenerator<ScoredRows> {
  const samples = known(readAll(run, bad), run.fields)
  for await (const scored of withKept(bad?.counted(samples) ?? samples, run)) yield oneRow(scored, run.rows)
}

/** One scored sample as rows. */
export function oneRow(scored: ScoredSample, rows: RowSettings): ScoredRows {
  const { text, digest, failed } = scoredRow(scored, rows)
  return { text, digests: [digest], failures: failed ? 1 : 0, bad: [] }
}

async function* readAll(
  { files, format, rowsAt, rows, onBytes, onNote }: RowScoring,
  bad: BadLines | undefined,
): AsyncGenerator<Sample> {
  const options = {
    map: rows.map,
    ...(rowsAt !== undefined && { rows: rowsAt }),
    onBytes(bytes: number) {
      onBytes(bytes)
      return bad?.settled()
    },
    ...(bad !== undefined && { onBadLine: bad.add }),
  }
  for (const file of files) {
    const reading = {
      ...options,
      ...formatOf(file, format),
      onNote: (note: string) => onNote(`${file === '-' ? 'stdin' : file}: ${note}`),
    }
    for await (const { sample } of locatedSamples(file, reading)) {
      if (rows.text) noteOwnNames(sample, reading.onNote)
      yield sample
    }
  }
}

/** Tells which fields of a sample are written under another name. */
export function noteOwnNames(sample: Sample, onNote: (note: string) => void): void {
  const note = ownNamesNote(sample, SCORED_FIELDS)
  if (note !== undefined) onNote(note)
}

/** What is said of a file whose name does not tell its format. */
export function formatOf(file: string, format: RowScoring['format']): Pick<ReadRowsOptions, 'from'> {
  return format === undefined || formatOfName(file) !== undefined ? {} : { from: format }
}

async function* known(samples: AsyncIterable<Sample>, fields: KnownFields | undefined): AsyncGenerator<Sample> {
  for await (const sample of samples) {
    fields?.see(sample)
    yield sample
  }
  fields?.end()
}

/** Samples that were scored already keep their scores. */
async function* withKept(samples: AsyncIterable<Sample>, { kept, scoring }: RowScoring): AsyncGenerator<ScoredSample> {
  const iterator = samples[Symbol.asyncIterator]()
  for (let known = await kept.next(); !known.done; known = await kept.next()) {
    const { value: sample, done } = await iterator.next()
    if (done) return
    yield { sample, ...known.value }
  }
  yield* scoreSamples({ [Symbol.asyncIterator]: () => iterator }, scoring)
}
