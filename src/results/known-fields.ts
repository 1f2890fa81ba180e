import { didYouMean } from '../text/nearest.js'

/** Looks whether samples have the fields that the user named for groups: a misspelt one should not cost an hour. */
export interface KnownFields {
  /**
   * Looks at a sample. Whether more are wanted.
   *
   * @throws when enough have been seen, and none has one of the fields.
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
  let count = 0
  const check = () => {
    const unknown = fields.find((field) => !seen.has(field))
    if (unknown === undefined || count === 0) return
    const known = [...seen].sort()
    throw errorOf(
      `no sample has a field "${unknown}"${didYouMean(unknown, known)} (fields: ${known.slice(0, 20).join(', ')})`,
    )
  }
  return {
    see(sample) {
      if (count >= lookAt) return false
      for (const field in sample) seen.add(field)
      count += 1
      if (count === lookAt) check()
      return count < lookAt
    },
    end() {
      if (count < lookAt) check()
    },
  }
}
