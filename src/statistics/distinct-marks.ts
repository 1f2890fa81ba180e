/** How many marks are kept: so many things are counted exactly, and more to about 4 %. */
export const MOST_MARKS = 512

/** All values of a mark are below. */
const RANGE = 2 ** 32

/**
 * Counts different things by marks, 32-bit hashes of them, in memory that does not grow with their number: the smallest marks are kept, and how near to 0
 * they lie tells how many there are (Bar-Yossef et al. 2002; Beyer et al. 2007). The marks kept hang on neither order nor shards.
 */
export interface DistinctMarks {
  add(mark: number): void
  /** The smallest marks, ascending. */
  marks(): number[]
}

export function distinctMarks(): DistinctMarks {
  const kept = new Set<number>()
  let largest = -1
  return {
    add(mark) {
      if (kept.size === MOST_MARKS && mark >= largest) return
      kept.add(mark)
      if (kept.size <= MOST_MARKS) {
        if (kept.size === MOST_MARKS) largest = Math.max(...kept)
        return
      }
      kept.delete(largest)
      largest = Math.max(...kept)
    },
    marks: () => [...kept].sort((a, b) => a - b),
  }
}

/** How many different things the marks are of: exact below {@link MOST_MARKS}, else an estimate. */
export function distinctCount(marks: readonly number[]): number {
  if (marks.length < MOST_MARKS) return marks.length
  return Math.round(((MOST_MARKS - 1) * RANGE) / ((marks[MOST_MARKS - 1] as number) + 1))
}
