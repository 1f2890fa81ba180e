import { InputError } from '../core/input-error.js'
import type { Sample } from '../core/sample.js'
import { type ColumnMap, sampleOfRow } from './columns.js'
import { orError, type ReadRowsOptions, readRows } from './read-rows.js'

export interface ReadSamplesOptions extends ReadRowsOptions {
  map?: ColumnMap
}

/** A sample and where it stood. */
export interface LocatedSample {
  sample: Sample
  /** `file:line` */
  where: string
}

/**
 * The samples of a file, in order, as `readRows` reads its rows.
 *
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that holds no sample.
 */
export async function* readSamples(path: string, options: ReadSamplesOptions = {}): AsyncGenerator<LocatedSample> {
  const { map = {}, onBadLine } = options
  for await (const { row, where } of readRows(path, options)) {
    const sample = orError(() => sampleOfRow(row, map, where))
    if (!(sample instanceof InputError)) yield { sample, where }
    else if (onBadLine === undefined) throw sample
    else onBadLine(sample)
  }
}
