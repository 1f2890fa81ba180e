import type { InputError } from '../../core/input-error.js'
import type { Sample } from '../../core/sample.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { scoreSamples } from '../../evaluation/score-samples.js'
import type { RowSettings } from '../../evaluation/workers/settings.js'
import { locatedSamples } from '../../files/read-samples.js'
import { scoredRow } from '../../files/scored-row.js'
import { formatOfName, type TableOptions } from '../../files/tables.js'
import type { Digest } from '../../results/digest.js'
import type { KnownFields } from '../../results/known-fields.js'
import type { SampleScorerOptions } from '../../scorers/policy/sample-scorer.js'
import type { BadLines } from '../input/bad-lines.js'
import type { KeptScores } from './kept-scores.js'

/** What is scored, and how. */
export interface RowScoring {
  files: readonly string[]
  /** How rows are held where no name tells it, as in standard input; without it, the first character tells. */
  format?: NonNullable<TableOptions['from']>
  /** Of what kind the files are, and where in them the rows are. */
  reading: Pick<TableOptions, 'from' | 'rows' | 'kinds'>
  scoring: SampleScorerOptions & { concurrency?: number }
  rows: RowSettings
  /** The scores that an interrupted run left. */
  kept: AsyncIterator<KeptScores, void>
  fields: KnownFields | undefined
  /** Told where several columns could be meant. */
  onNote: (file: string, note: string) => void
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
  { files, format, reading, rows, onBytes, onNote }: RowScoring,
  bad: BadLines | undefined,
): AsyncGenerator<Sample> {
  const options = {
    map: rows.map,
    naming: rows.naming,
    onBytes(bytes: number) {
      onBytes(bytes)
      return bad?.settled()
    },
    ...(bad !== undefined && { onBadLine: bad.add }),
  }
  for (const file of files) {
    const note = (text: string) => onNote(file === '-' ? 'stdin' : file, text)
    const how = { ...options, ...readingOfFile(file, format, reading, note), onNote: note }
    for await (const { sample } of locatedSamples(file, how)) yield sample
  }
}

/** How one file is read, whose format may be said where its name does not tell it. */
export function readingOfFile(
  file: string,
  format: RowScoring['format'],
  reading: RowScoring['reading'],
  onNote: (note: string) => void,
): RowScoring['reading'] {
  const { kinds } = reading
  return {
    ...(format !== undefined && formatOfName(file) === undefined && { from: format }),
    ...reading,
    ...(kinds !== undefined && { kinds: { ...kinds, onNote } }),
  }
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
