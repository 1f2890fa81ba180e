import { InputError } from '../core/input-error.js'
import { once } from '../core/once.js'
import type { Sample, SampleArgs } from '../core/sample.js'
import type { JsonObject } from '../core/score.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { parseSignature, type Signature } from '../core/signature.js'
import { tidyScore } from '../core/tidy-score.js'
import { recordedBadLine } from './bad-line-record.js'
import { readRows } from './read-rows.js'
import type { RowSource } from './row-source.js'

/** A scored sample and where it stood. */
export interface LocatedScoredSample {
  scored: ScoredSample
  /** `file:line` */
  where: string
}

export interface ReadScoredOptions {
  /** Told of each bad line that `score --record-bad-lines` put among the samples. Without it, the first one ends the reading. */
  onBadLine?: (error: InputError) => void
}

/**
 * The scored samples of a file that `writeScored` or `crosslingual score --out` wrote, in order, with memory that does not grow with the file. Fields are as JSON has
 * them: nothing is renamed, checked or left out.
 *
 * @typeParam Row What the samples are, as you know it.
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that holds no scored sample; TypeError for what is no source.
 *
 * @example
 * ```ts
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * const samples = [{ output: 'Bonjour à tous.', language: 'fr' }]
 * const path = join(tmpdir(), 'read-scored-example.jsonl')
 * await writeScored(path, scoreSamples(samples, { scorers: [languageCorrectness()] }), { overwrite: true })
 * const report = await summarize(readScored(path), { by: ['language'] })
 * report.groups[0]?.metrics.languageCorrectness?.mean // => 1
 * ```
 */
export async function* readScored<Row extends SampleArgs = Sample>(
  source: RowSource,
  options: ReadScoredOptions = {},
): AsyncGenerator<ScoredSample<Row>, void, undefined> {
  for await (const { scored } of locatedScored(source, options))
    yield scored as ScoredSample<never> as ScoredSample<Row>
}

/** The same with their places. */
export async function* locatedScored(
  source: RowSource,
  { onBadLine }: ReadScoredOptions = {},
): AsyncGenerator<LocatedScoredSample, void, undefined> {
  const scoresOfRow = await scoredRowReader()
  for await (const { row, where } of readRows(source, { from: 'jsonl' })) {
    const recorded = recordedBadLine(row)
    if (recorded === undefined) {
      const read = scoresOfRow(row, where)
      const { scores: _scores, signature: _signature, ...sample } = row as ScoredSample['sample']
      yield { scored: { sample: sample as Sample, ...read }, where }
    } else if (onBadLine === undefined) throw badLineAmong(recorded, where)
    else onBadLine(recorded)
  }
}

function badLineAmong({ message }: InputError, where: string): InputError {
  const shown = message.replace(/\p{C}/gu, '�').slice(0, 300)
  return new InputError(
    where,
    `has no scores, but records a line that could not be read (${shown}); mend it, and score again`,
  )
}

/** The scores of a row that `score --out` wrote. @throws InputError when it is no such row. */
type ScoresOfRow = (row: unknown, where: string) => Pick<ScoredSample, 'scores' | 'signature'>

/** Rows of one run share their signature, and have one object for it, as a summary expects. */
export async function scoredRowReader(): Promise<ScoresOfRow> {
  const schema = await scoredRow()
  const signatures = new Map<string, Signature>()
  return (row, where) => {
    const parsed = schema.safeParse(row)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      throw new InputError(
        where,
        `not a row of \`score --out\` (${issue?.path.join('.') || 'row'}: ${issue?.message}); score it first`,
      )
    }
    const { scores, signature: line } = parsed.data
    const signature = signatures.get(line) ?? parseSignature(line)
    signatures.set(line, signature)
    return { scores: Object.entries(scores).map(([name, score]) => tidyScore(name, score)), signature }
  }
}

const scoredRow = once(async () => {
  const { z } = await import('zod')
  const reason = z.string().optional()
  const metadata = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
  const score = z.discriminatedUnion('status', [
    z.object({ status: z.literal('scored'), score: z.number().min(0).max(1), reason, metadata }),
    z.object({ status: z.literal('skipped'), score: z.null(), reason, metadata }),
    z.object({ status: z.literal('failed'), score: z.null(), reason, metadata }),
  ])
  return z.object({ scores: z.record(z.string(), score), signature: z.string().includes(':') })
})
