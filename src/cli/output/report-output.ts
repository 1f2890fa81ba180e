import { once } from 'node:events'
import { writeWhole } from '../../files/atomic-file.js'
import { jsonParts } from '../../report/json.js'
import { formatMarkdown } from '../../report/markdown.js'
import { formatTable } from '../../report/table.js'
import type { Report } from '../../results/report.js'
import type { Minimum } from '../options/score-options.js'
import { belowMinimums } from './minimums.js'
import { oneLine, tell } from './tell.js'

/** How a summary is printed. */
export const reportFormats = { table: formatTable, json: meansAsJson, markdown: formatMarkdown } as const

/** Without the sums behind the means, which are large, and which `--report` writes. */
function meansAsJson({ tallies: _, ...means }: Report): string {
  return `${JSON.stringify(means, null, 2)}\n`
}

export interface ReportOutput {
  /** None: nothing is printed. */
  format?: keyof typeof reportFormats
  /** Where the whole report goes, with the sums behind it. */
  report?: string
  /** Whether a file that is there may be replaced. */
  force?: boolean
  min?: readonly Minimum[]
}

/** Writes and prints a report; the exit code is 1 when a minimum was not reached. */
export async function putReport(report: Report, output: ReportOutput): Promise<void> {
  await saveReport(report, output)
  await printReport(report, output)
}

/** Writes the whole report into its file, if one is named. */
export async function saveReport(report: Report, { report: path, force = false }: ReportOutput): Promise<void> {
  if (path !== undefined) await writeWhole(path, jsonParts(report), { overwrite: force })
}

/** Prints a report, and what is below a minimum; the exit code is 1 when something is. */
export async function printReport(report: Report, { format, min = [] }: ReportOutput): Promise<void> {
  const below = belowMinimums(report, min)
  process.exitCode = below.length > 0 ? 1 : 0 // before writing: the reader may go away
  if (format !== undefined) await writeOut(reportFormats[format](report))
  for (const line of below) tell(oneLine(line))
}

/** Writes to standard output, and resolves when more may be written. */
export async function writeOut(text: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
