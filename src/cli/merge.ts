import { createHash } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { Command, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import { assertOutputs } from '../files/output-file.js'
import { readReportSums } from '../files/read-report.js'
import { printable } from '../report/printable.js'
import { type ReportSum, reportSum } from '../results/merge-reports.js'
import type { Report, ReportSums } from '../results/report.js'
import { wholeTallies } from '../results/tally-groups.js'
import { badLines } from './input/bad-lines.js'
import { isReportFile, reportOfScored } from './input/report-of-scored.js'
import { withForce } from './options/force.js'
import { parseInteger, parseList, parseMinimum } from './options/score-options.js'
import { putReport, type ReportOutput, reportFormats } from './output/report-output.js'
import { tell } from './output/tell.js'

interface MergeOptions extends ReportOutput {
  by?: string[]
  seed?: number
}

/** `crosslingual merge PART…` */
export function mergeCommand(): Command {
  return withForce(new Command('merge'), '--report')
    .argument(
      '<parts...>',
      'reports of `score --report` (*.json), or scored samples of `score --out` (any other name; - is standard input)',
    )
    .option('--by <fields>', 'fields to group scored samples by (default: model,language)', parseList)
    .addOption(new Option('--format <format>', 'of the summary').choices(Object.keys(reportFormats)).default('table'))
    .option('--report <file>', 'write the merged report, with the sums behind it')
    .option('--min <metric[@group]=min>', 'exit with 1 when a group is below, as in `score`', parseMinimum)
    .option('--seed <number>', 'of the bootstrap intervals of scored samples (default: 0)', parseInteger(0))
    .action(async (parts: string[], options: MergeOptions) => {
      const { report, force = false } = options
      assertOutputs({ outputs: { '--report': report }, inputs: parts, force })
      await putReport(await merged(parts, options), options)
    })
}

/** @throws InputError for a part that cannot be read, was given twice, or does not go with the ones before it. */
async function merged(parts: readonly string[], options: MergeOptions): Promise<Report> {
  const assertNew = newParts()
  const recorded = badLines()
  // A part is a file like any other: what it says is made fit for a terminal.
  const onBadLine = ({ where, problem }: InputError) =>
    recorded.add(new InputError(printable(where), printable(problem, 500)))
  const { by = ['model', 'language'], seed = 0 } = options
  let first: string | undefined
  let whole: ReportSum | undefined
  for (const part of parts) {
    const isReport = isReportFile(part)
    const report = isReport ? await readReportSums(part) : await reportOfScored(part, { by, seed, onBadLine })
    if (report === undefined || report.tallies.length === 0) continue // an empty shard
    assertNew(part, report)
    if (isReport) assertAsked(part, report, options)
    first ??= part
    try {
      whole ??= reportSum(report)
      whole.add(report)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      throw new InputError(part, `does not go with ${first}: ${printable(error.message, 500)}`)
    }
  }
  if (recorded.count > 0) tell(recorded.message())
  if (whole === undefined) throw new InputError(parts.join(', '), 'no samples')
  return whole.report()
}

/** @throws InputError when a report, whose sums are made, was to be grouped or drawn otherwise. */
function assertAsked(part: string, report: ReportSums, { by, seed }: MergeOptions): void {
  const made: [option: string, made: string | undefined, asked: string | undefined][] = [
    ['--by', report.by.join(','), by?.join(',')],
    ['--seed', report.signature.seed, seed === undefined ? undefined : String(seed)],
  ]
  for (const [option, is, asked] of made) {
    if (asked === undefined || asked === is) continue
    throw new InputError(part, `was made with ${option} ${is}; for ${option} ${asked}, merge the scored samples`)
  }
}

/**
 * Refuses a part that was given before, under this name or another. Sums of bootstrap weights, which hang on the samples' ids, are equal
 * for the same samples alone; where nothing was scored there are none, and two parts may well look alike. Parts that share some of their
 * samples cannot be told.
 */
function newParts(): (part: string, report: ReportSums) => void {
  const seen = new Map<string, string>()
  return (part, { tallies }) => {
    const marks = existsSync(part) ? [realpathSync(part)] : []
    if (tallies.some((parts) => Object.values(wholeTallies(parts)).some(({ scored }) => scored > 0)))
      marks.push(createHash('sha256').update(JSON.stringify(tallies)).digest('base64'))
    for (const mark of marks) {
      const same = seen.get(mark)
      if (same !== undefined)
        throw new InputError(
          part,
          `holds the same samples as ${same}; give each part once (samples that are equal, but not the same, need ids)`,
        )
      seen.set(mark, part)
    }
  }
}
