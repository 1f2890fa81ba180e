import type { ColumnMap } from '../../files/columns.js'
import type { Turn } from '../../files/harnesses/harness.js'
import { expandPaths, readBeside } from '../../files/inputs.js'
import type { Naming } from '../../files/naming.js'
import { readingOf } from '../../files/read-samples.js'
import type { TableOptions } from '../../files/tables.js'

/** What is read for a run, and how. */
export interface ScoreInputs {
  files: readonly string[]
  reading: Pick<TableOptions, 'from' | 'rows' | 'kinds'>
  naming: Naming
}

/** The files that the paths of a command stand for. */
export async function scoreInputs(
  paths: readonly string[],
  options: { from?: string; map?: ColumnMap; rows?: string; turn: Turn; name?: string },
  by: readonly string[],
): Promise<ScoreInputs> {
  const { kinds, ...reading } = readingOf(options)
  const files = await expandPaths(paths)
  const several = files.length > 1
  const { name } = options
  return {
    files,
    reading: {
      ...reading,
      ...(kinds !== undefined && { kinds: { ...kinds, beside: await readBeside(files, kinds) } }),
    },
    naming: { several, file: several || by.includes('file'), ...(name !== undefined && { name }) },
  }
}
