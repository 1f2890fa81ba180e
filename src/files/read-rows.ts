import { InputError } from '../core/input-error.js'
import type { Row } from './row-readers.js'
import type { RowSource } from './row-source.js'
import { type TableOptions, tablesOf } from './tables.js'

export interface ReadRowsOptions extends TableOptions {
  /** Told of each bad line, which is then left out. Without it, the first bad line ends the reading. */
  onBadLine?: (error: InputError) => void
}

/**
 * The rows of a file (JSONL, JSON, CSV, TSV or parquet, packed with gzip, zstd or zip or not, told by its name and how it begins), in order, with memory that does
 * not grow with the file; only JSON that is one document is read whole.
 *
 * @throws InputError naming `file:line`, for a file that cannot be read and a line that holds no row.
 */
export async function* readRows(source: RowSource, options: ReadRowsOptions = {}): AsyncGenerator<Row> {
  const { onBadLine } = options
  for await (const table of tablesOf(source, options)) {
    for await (const item of table.rows()) {
      if (!(item instanceof InputError)) yield item
      else if (onBadLine === undefined) throw item
      else onBadLine(item)
    }
  }
}
