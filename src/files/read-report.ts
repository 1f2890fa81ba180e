import { readFile } from 'node:fs/promises'
import { InputError } from '../core/input-error.js'
import { mergeReports } from '../results/merge-reports.js'
import { parseReportSums } from '../results/parse-report.js'
import type { Report, ReportSums } from '../results/report.js'

/**
 * A whole report, from the sums behind its means, as `score --report` writes them; what else the file says of means is not believed.
 *
 * @throws InputError for a file that cannot be read, or holds no such report.
 */
export async function readReport(path: string): Promise<Report> {
  return mergeReports([await readReportSums(path)])
}

/** The sums of a report alone. @throws InputError likewise. */
export async function readReportSums(path: string): Promise<ReportSums> {
  return parseReportSums(await textOf(path), path)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const mend =
      (error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG' ? '; merge the scored samples instead' : ''
    throw new InputError(path, `cannot be read (${(error as Error).message})${mend}`)
  }
}
