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
  /** Ascending. */
  const kept: number[] = []
  return {
    add(mark) {
      // Nearly all of many end here.
      if (kept.length === MOST_MARKS && mark >= (kept[MOST_MARKS - 1] as number)) return
      const place = placeOf(mark, kept)
      if (kept[place] === mark) return
      if (kept.length === MOST_MARKS) kept.pop()
      kept.splice(place, 0, mark)
    },
    marks: () => [...kept],
  }
}

/** Where a number stands in a sorted list, or would. */
function placeOf(value: number, sorted: readonly number[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** How many different things the marks are of: exact below {@link MOST_MARKS}, else an estimate. */
export function distinctCount(marks: readonly number[]): number {
  if (marks.length < MOST_MARKS) return marks.length
  return Math.round(((MOST_MARKS - 1) * RANGE) / ((marks[MOST_MARKS - 1] as number) + 1))
}
