import type { InputError } from '../../core/input-error.js'
import { recordOfBadLine } from '../../files/bad-line-record.js'
import { printable } from '../../report/printable.js'

/** Bad lines that do not end a run. */
export interface BadLines {
  add(error: InputError): void
  /** Counts samples as they are read, so that a bad line's place is known though reading is ahead of scoring. */
  counted<T>(samples: AsyncIterable<T>): AsyncIterable<T>
  /** Writes the row of the next sample, after the bad lines that stood before it. */
  inPlace(writeRow: () => Promise<void>): Promise<void>
  /** Resolves when every bad line whose turn it is has been written: for the end, and so that reading waits for who reads us. */
  settled(): Promise<void>
  readonly count: number
  /** How many there were, and what was wrong with the first. */
  message(): string
}

const SHOWN = 5

/**
 * Bad lines are counted and, if wanted, recorded.
 *
 * @param record Writes the record of a bad line; it is called as soon as the rows of all samples before the line are written.
 */
export function badLines(record?: (row: string) => Promise<void>): BadLines {
  const shown: string[] = []
  const waiting: { before: number; row: string }[] = []
  let [count, read, written] = [0, 0, 0]
  let writing = Promise.resolve()

  const writeDue = async () => {
    for (let next = waiting[0]; next !== undefined && next.before <= written; next = waiting[0]) {
      waiting.shift()
      await record?.(next.row)
    }
  }
  const settled = () => {
    writing = writing.then(writeDue)
    writing.catch(() => {}) // whoever waits for it is told
    return writing
  }
  return {
    add(error) {
      count += 1
      if (shown.length < SHOWN) shown.push(error.message)
      if (record === undefined) return
      waiting.push({ before: read, row: recordOfBadLine(error) })
      void settled()
    },
    async *counted(samples) {
      for await (const sample of samples) {
        read += 1
        yield sample
      }
    },
    async inPlace(writeRow) {
      await settled()
      await writeRow()
      written += 1
      void settled()
    },
    settled,
    get count() {
      return count
    },
    message: () =>
      [`${count} bad lines left out:`, ...shown.map((line) => `  ${printable(line, Number.POSITIVE_INFINITY)}`)].join(
        '\n',
      ),
  }
}
