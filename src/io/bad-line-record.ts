import { z } from 'zod'
import { InputError } from '../core/input-error.js'

/** What stands among scored samples in the place of a line that held none. */
export interface BadLineRecord {
  error: { where: string; message: string }
}

const badLineRecord = z.strictObject({ error: z.object({ where: z.string(), message: z.string() }) })

/** The bad line that a row records; undefined for any other row. */
export function recordedBadLine(row: unknown): InputError | undefined {
  const { data } = badLineRecord.safeParse(row)
  return data && new InputError(data.error.where, data.error.message)
}
