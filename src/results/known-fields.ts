import { fieldPaths, readField } from '../core/field-path.js'
import { didYouMean } from '../text/nearest.js'
import { notOneValue } from './group-key.js'

/** Looks whether samples have the fields that the user named for groups: a misspelt one should not cost an hour. */
export interface KnownFields {
  /**
   * Looks at a sample. Whether more are wanted.
   *
   * @throws when enough have been seen, and none has one of the fields; for a field that is an object or an array.
   */
  see(sample: object): boolean
  /** There are no more samples. @throws likewise; not without any sample. */
  end(): void
}

/**
 * @param lookAt How many samples are looked at before a field that none of them has is taken for a misspelling.
 * @param errorOf Makes the error.
 */
export function knownFields(
  fields: readonly string[],
  lookAt: number,
  errorOf: (message: string) => Error,
): KnownFields {
  const seen = new Set<string>(['language']) // it may also be told from the input
  const missing = new Set(fields.filter((field) => !seen.has(field)))
  let paths: readonly string[] = []
  let count = 0
  const check = () => {
    const [unknown] = missing
    if (unknown === undefined || count === 0) return
    const known = [...new Set([...seen, ...paths])].sort()
    throw errorOf(
      `no sample has a field "${unknown}"${didYouMean(unknown, known)} (fields: ${known.slice(0, 20).join(', ')})`,
    )
  }
  return {
    see(sample) {
      if (count >= lookAt) return false
      if (typeof sample !== 'object' || sample === null) return true // scoring says what it is
      if (count === 0) paths = fieldPaths(sample, 20)
      for (const field in sample) seen.add(field)
      for (const field of fields) {
        const value = readField(sample, field)
        if (typeof value === 'object' && value !== null) throw errorOf(notOneValue(field, value))
        if (value !== undefined || Object.hasOwn(sample, field)) missing.delete(field)
      }
      count += 1
      if (count === lookAt) check()
      return count < lookAt
    },
    end() {
      if (count < lookAt) check()
    },
  }
}
