import { z } from 'zod'
import { InputError } from '../core/input-error.js'

const badLineRecord = z.strictObject({ error: z.object({ where: z.string(), message: z.string() }) })

/** What stands among scored samples in the place of a line that held none, as JSONL. */
export function recordOfBadLine({ where, problem }: Pick<InputError, 'where' | 'problem'>): string {
  return `${JSON.stringify({ error: { where, message: problem } })}\n`
}

/** The bad line that a row records; undefined for any other row. */
export function recordedBadLine(row: unknown): InputError | undefined {
  const { data } = badLineRecord.safeParse(row)
  return data && new InputError(data.error.where, data.error.message)
}
