import { InputError } from '../core/input-error.js'

/** What stands among scored samples in the place of a line that held none, as JSONL. */
export function recordOfBadLine({ where, problem }: Pick<InputError, 'where' | 'problem'>): string {
  return `${JSON.stringify({ error: { where, message: problem } })}\n`
}

/** The bad line that a row records; undefined for any other row. */
export function recordedBadLine(row: unknown): InputError | undefined {
  const { error, ...others } = (row ?? {}) as { error?: { where?: unknown; message?: unknown } | null }
  const { where, message } = error ?? {}
  if (typeof where !== 'string' || typeof message !== 'string' || Object.keys(others).length > 0) return undefined
  return new InputError(where, message)
}
