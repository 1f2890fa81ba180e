import { z } from 'zod'
import { InputError } from '../core/input-error.js'
import type { JsonObject } from '../core/score.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { parseSignature, type Signature } from '../core/signature.js'
import { tidyScore } from '../core/tidy-score.js'
import { recordedBadLine } from './bad-line-record.js'
import { sampleOfRow } from './columns.js'
import { readRows } from './read-rows.js'

/** A scored sample and where it stood. */
export interface LocatedScoredSample {
  scored: ScoredSample
  /** `file:line` */
  where: string
}

export interface ReadScoredOptions {
  /** Told of each bad line that is recorded among the samples. Without it, the first one ends the reading. */
  onRecorded?: (error: InputError) => void
}

/**
 * The scored samples of a file that `score --out` wrote, in order, with memory that does not grow with the file.
 *
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that holds no scored sample.
 */
export async function* readScored(path: string, options: ReadScoredOptions = {}): AsyncGenerator<LocatedScoredSample> {
  const signatures = new Map<string, Signature>()
  for await (const { row, where } of readRows(path, { format: 'jsonl' })) {
    const recorded = recordedBadLine(row)
    if (recorded !== undefined && options.onRecorded !== undefined) {
      options.onRecorded(recorded)
      continue
    }
    yield { scored: scoredOfRow(row, where, signatures), where }
  }
}

const reason = z.string().optional()
const metadata = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const score = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), score: z.number().min(0).max(1), reason, metadata }),
  z.object({ status: z.literal('skipped'), score: z.null(), reason, metadata }),
  z.object({ status: z.literal('failed'), score: z.null(), reason, metadata }),
])
const scoredRow = z.object({ scores: z.record(z.string(), score), signature: z.string().includes(':') })

/** Rows of one run share their signature: one object for each, as `summary` expects. */
function scoredOfRow(row: unknown, where: string, signatures: Map<string, Signature>): ScoredSample {
  const scored = scoresOfRow(row, where, signatures)
  const { scores: _scores, signature: _signature, ...rest } = sampleOfRow(row, {}, where)
  return { sample: rest as ScoredSample['sample'], ...scored }
}

/**
 * The scores of a row that `score --out` wrote.
 *
 * @param signatures Those met so far, by their line.
 * @throws InputError when it is no such row.
 */
export function scoresOfRow(
  row: unknown,
  where: string,
  signatures: Map<string, Signature>,
): Pick<ScoredSample, 'scores' | 'signature'> {
  const parsed = scoredRow.safeParse(row)
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
  return {
    scores: Object.entries(scores).map(([name, score]) => tidyScore(name, score)),
    signature,
  }
}
