import { InputError } from '../../core/input-error.js'
import type { Sample } from '../../core/sample.js'
import { didYouMean } from '../../text/nearest.js'

/** How many samples are looked at before a field that none of them has is taken for a misspelling. */
const FIELDS_LOOKED_AT = 1000

/** Looks whether the first samples have the fields that the user named: a misspelt one should not cost an hour. */
export interface KnownFields {
  /**
   * Looks at a sample. Whether more are wanted.
   *
   * @throws InputError when enough have been seen, and none has one of the fields.
   */
  see(sample: Sample): boolean
  /** There are no more samples. @throws InputError likewise. */
  end(): void
}

export function knownFields(fields: readonly string[]): KnownFields {
  const seen = new Set<string>(['language']) // it may also be told from the input
  let count = 0
  const check = () => {
    const unknown = fields.find((field) => !seen.has(field))
    if (unknown === undefined || count === 0) return
    const known = [...seen].sort()
    throw new InputError(
      `--by ${fields.join(',')}`,
      `no sample has a field "${unknown}"${didYouMean(unknown, known)} (fields: ${known.slice(0, 20).join(', ')})`,
    )
  }
  return {
    see(sample) {
      if (count >= FIELDS_LOOKED_AT) return false
      for (const field of Object.keys(sample)) seen.add(field)
      count += 1
      if (count === FIELDS_LOOKED_AT) check()
      return count < FIELDS_LOOKED_AT
    },
    end() {
      if (count < FIELDS_LOOKED_AT) check()
    },
  }
}
