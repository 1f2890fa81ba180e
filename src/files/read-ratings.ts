import { InputError } from '../core/input-error.js'
import type { Rating } from '../results/agreement.js'
import { readRows } from './read-rows.js'

/**
 * A rater's ratings: a file that `crosslingual score --out` wrote with a judge, or a table with a column for each criterion (0, 1, 2 or empty),
 * as people fill in.
 *
 * @param criteria The names of scores and columns that are ratings.
 * @throws InputError for a row without `id`, or without any of the criteria.
 */
export async function readRatings(path: string, criteria: readonly string[]): Promise<Rating[]> {
  const ratings: Rating[] = []
  for await (const { row, where } of readRows(path)) ratings.push(ratingOfRow(row, criteria, where))
  return ratings
}

function ratingOfRow(row: unknown, criteria: readonly string[], where: string): Rating {
  const { id, language, scores, ...columns } = (row ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') {
    throw new InputError(where, 'no id; the two raters’ ratings are matched by it')
  }
  const read = typeof scores === 'object' && scores !== null ? scoreRating : columnRating
  const source = (read === scoreRating ? scores : columns) as Record<string, unknown>
  const found = criteria.filter((name) => name in source)
  if (found.length === 0) {
    throw new InputError(where, `no ratings; expected scores of a judge, or columns named ${criteria.join(', ')}`)
  }
  return {
    id: String(id),
    ...(typeof language === 'string' && language !== '' && { language }),
    ratings: Object.fromEntries(found.map((name) => [name, read(source[name], `${where}, ${name}`)])),
  }
}

/** What a judge gave, whether or not a policy left it out of the means. */
function scoreRating(score: unknown): number | null {
  const { status, metadata } = (score ?? {}) as { status?: string; metadata?: { value?: unknown } }
  return status === 'scored' && typeof metadata?.value === 'number' ? metadata.value : null
}

function columnRating(cell: unknown, where: string): number | null {
  if (cell === null || cell === undefined || String(cell).trim() === '') return null
  const value = Number(cell)
  if (![0, 1, 2].includes(value))
    throw new InputError(where, `a rating must be 0, 1, 2 or empty, got "${String(cell).slice(0, 20)}"`)
  return value
}
