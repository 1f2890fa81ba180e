import { groupKey } from '../aggregate/digest.js'
import type { Report } from '../aggregate/report.js'
import type { ScoredSample } from '../aggregate/score-samples.js'
import { InputError } from '../core/input-error.js'
import { readReport } from '../io/read-report.js'
import { printable } from '../report/printable.js'
import { isReportFile, reportOfScored } from './report-of-scored.js'

/** What `gate` compares. */
export interface GateInputs {
  report: Report
  baseline?: Report
  shared?: { report: Report; baseline: Report }
  /** What was taken of the two files. */
  notes: string[]
}

/** How often each sample of a file is in it. */
type Keys = Map<string, number>

/**
 * Reads what a gate needs: whole reports (`.json`) as they are, scored rows grouped by `by`. Of two files of rows that do not hold the
 * same samples, also the reports over those that both have.
 *
 * @throws InputError for a file that cannot be read, rows of several runs, rows without an id where a baseline is to be compared,
 * samples that are in the two files a different number of times, and files that share none.
 */
export async function readGateInputs(
  file: string,
  baseline: string | undefined,
  by: readonly string[],
): Promise<GateInputs> {
  for (const path of [file, baseline]) {
    if (path === '-') throw new InputError('-', 'standard input cannot be read twice; name a file')
  }
  if (baseline === undefined) return { report: await wholeReport(file, by, 0), notes: [] }
  return isReportFile(file) || isReportFile(baseline) ? withReports(file, baseline, by) : ofRows(file, baseline, by)
}

/** Where one file is a report, which samples the two share cannot be told; rows are drawn by the report's seed. */
async function withReports(file: string, other: string, by: readonly string[]): Promise<GateInputs> {
  const whole = await readReport(isReportFile(file) ? file : other)
  const rest = await wholeReport(isReportFile(file) ? other : file, by, Number(whole.signature.seed))
  const [report, baseline] = isReportFile(file) ? [whole, rest] : [rest, whole]
  return { report, baseline, notes: [] }
}

async function ofRows(file: string, other: string, by: readonly string[]): Promise<GateInputs> {
  const run = { by, seed: 0 }
  const [here, there]: [Keys, Keys] = [new Map(), new Map()]
  const report = await rowsReport(file, run, counting(here, by))
  const baseline = await rowsReport(other, run, counting(there, by))
  assertSameCounts(here, there, [file, other])
  const common = [...here.keys()].filter((key) => there.has(key)).length
  if (common === 0) throw new InputError(other, `has no sample of ${file}, by id, ${['language', ...by].join(', ')}`)
  if (common === here.size && common === there.size) {
    return { report, baseline, shared: { report, baseline }, notes: [] }
  }
  const among = (others: Keys) => (scored: ScoredSample) => others.has(sampleKey(scored, by))
  const shared = {
    report: await rowsReport(file, run, among(there)),
    baseline: await rowsReport(other, run, among(here)),
  }
  const counts = `drops are over the ${common} samples in both, of ${here.size} here and ${there.size} in the baseline`
  return { report, baseline, shared, notes: [counts] }
}

function wholeReport(path: string, by: readonly string[], seed: number): Promise<Report> {
  return isReportFile(path) ? readReport(path) : rowsReport(path, { by, seed })
}

async function rowsReport(
  path: string,
  options: { by: readonly string[]; seed: number },
  wanted?: (scored: ScoredSample, where: string) => boolean,
): Promise<Report> {
  const report = await reportOfScored(path, options, wanted)
  if (report === undefined) throw new InputError(path, 'no scored samples')
  return report
}

function counting(keys: Keys, by: readonly string[]) {
  return (scored: ScoredSample, where: string): boolean => {
    if (scored.sample.id === undefined) {
      throw new InputError(where, 'the sample has no id; a drop is taken sample by sample: score samples with ids')
    }
    const key = sampleKey(scored, by)
    keys.set(key, (keys.get(key) ?? 0) + 1)
    return true
  }
}

/** An evaluation set has each id in several languages. */
function sampleKey(scored: ScoredSample, by: readonly string[]): string {
  return JSON.stringify([scored.sample.id, ...Object.values(groupKey(scored, ['language', ...by]))])
}

function assertSameCounts(current: Keys, baseline: Keys, [file, other]: readonly [string, string]): void {
  for (const [key, count] of current) {
    const before = baseline.get(key) ?? count
    if (before === count) continue
    const sample = printable(key, 100)
    throw new InputError(
      other,
      `has ${sample} ${before} times, and ${file} ${count} times; give each sample an id of its own`,
    )
  }
}
