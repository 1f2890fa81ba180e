import { InputError } from '../../core/input-error.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { locatedScored, type ReadScoredOptions } from '../../files/read-scored.js'
import { printable } from '../../report/printable.js'
import type { Report } from '../../results/report.js'
import { policyOf } from '../../results/summarize.js'
import { type Summary, summary } from '../../results/summary.js'

/** Whether a file is a report of `score --report`; any other name is one of scored samples. */
export function isReportFile(path: string): boolean {
  return /\.json$/i.test(path)
}

/**
 * The report over a file of scored samples; undefined where it holds none.
 *
 * @param taken What of each sample goes into it; undefined for nothing.
 * @throws InputError for a file that cannot be read, and for samples of several runs.
 */
export async function reportOfScored(
  path: string,
  { by, seed, ...reading }: { by: readonly string[]; seed: number } & ReadScoredOptions,
  taken: (scored: ScoredSample, where: string) => ScoredSample | undefined = (scored) => scored,
): Promise<Report | undefined> {
  let collected: Summary | undefined
  for await (const { scored: row, where } of locatedScored(path, reading)) {
    const scored = taken(row, where)
    if (scored === undefined) continue
    try {
      const { signature } = scored
      collected ??= summary({ by, wrongLanguage: policyOf(signature), seed, signature })
      collected.add(scored)
    } catch (error) {
      throw error instanceof RangeError ? new InputError(where, printable(error.message, 500)) : error
    }
  }
  return collected?.report()
}
