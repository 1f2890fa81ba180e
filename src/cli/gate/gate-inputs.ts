import { InputError } from '../../core/input-error.js'
import { skipped } from '../../core/score.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import { readReport } from '../../files/read-report.js'
import { printable } from '../../report/printable.js'
import type { Report } from '../../results/report.js'
import { sampleKey } from '../../results/sample-key.js'
import { isReportFile, reportOfScored } from '../input/report-of-scored.js'

/** What `gate` compares. */
export interface GateInputs {
  report: Report
  baseline?: Report
  shared?: { report: Report; baseline: Report }
  /** What was taken of the two files. */
  notes: string[]
}

/** Of each sample of a file, how often it is there, and which metrics are scored wherever it is. */
type Keys = Map<string, { count: number; scored: readonly string[] }>

/**
 * Reads what a gate needs: whole reports (`.json`) as they are, scored rows grouped by `by`. Of two files of rows, also
 * the reports over the samples that both have and that are scored in both.
 *
 * @throws InputError for a file that cannot be read, rows of several runs, rows without an id where a baseline is to be compared,
 * samples that are in the two files a different number of times, and files that share none.
 */
export async function readGateInputs(
  file: string,
  baseline: string | undefined,
  by: readonly string[],
): Promise<GateInputs> {
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
  if ([file, other].includes('-')) {
    throw new InputError('-', 'rows that are compared are read twice, which standard input cannot be; name a file')
  }
  const run = { by, seed: 0 }
  const [here, there]: [Keys, Keys] = [new Map(), new Map()]
  const report = await rowsReport(file, run, counting(here, by))
  const baseline = await rowsReport(other, run, counting(there, by))
  assertSameCounts(here, there, [file, other])
  const common = [...here.keys()].filter((key) => there.has(key))
  if (common.length === 0)
    throw new InputError(other, `has no sample of ${file}, by id, ${['language', ...by].join(', ')}`)
  const equal = here.size === common.length && there.size === common.length
  const counts = `drops are over the ${common.length} samples in both, of ${here.size} here and ${there.size} in the baseline`
  const notes = equal ? [] : [counts]
  const shared = {
    report: await rowsReport(file, run, scoredInBoth(here, there, by)),
    baseline: await rowsReport(other, run, scoredInBoth(here, there, by)),
  }
  return { report, baseline, shared, notes }
}

/** Of the samples that are in both files, the scores that they have in both. */
function scoredInBoth(here: Keys, there: Keys, by: readonly string[]) {
  return (scored: ScoredSample): ScoredSample | undefined => {
    const key = sampleKey(scored, by)
    const both = [here.get(key), there.get(key)]
    if (both.includes(undefined)) return undefined
    const scores = scored.scores.map((score) =>
      score.score === null || both.every((each) => each?.scored.includes(score.name))
        ? score
        : skipped(score.name, 'not-comparable', 'not scored in the other file'),
    )
    return { ...scored, scores }
  }
}

function wholeReport(path: string, by: readonly string[], seed: number): Promise<Report> {
  return isReportFile(path) ? readReport(path) : rowsReport(path, { by, seed })
}

async function rowsReport(
  path: string,
  options: { by: readonly string[]; seed: number },
  taken?: (scored: ScoredSample, where: string) => ScoredSample | undefined,
): Promise<Report> {
  const onBadLine = ({ where, problem }: InputError) => {
    const line = `${printable(where, 100)}: ${printable(problem, 300)}`
    throw new InputError(path, `has no scores of a line that could not be read (${line}); mend it, and score again`)
  }
  const report = await reportOfScored(path, { ...options, onBadLine }, taken)
  if (report === undefined) throw new InputError(path, 'no scored samples')
  return report
}

function counting(keys: Keys, by: readonly string[]) {
  return (scored: ScoredSample, where: string): ScoredSample => {
    if (scored.sample.id === undefined) {
      throw new InputError(where, 'the sample has no id; a drop is taken sample by sample: score samples with ids')
    }
    const key = sampleKey(scored, by)
    const names = scored.scores.filter(({ score }) => score !== null).map(({ name }) => name)
    const before = keys.get(key)
    keys.set(key, {
      count: (before?.count ?? 0) + 1,
      scored: before === undefined ? names : names.filter((name) => before.scored.includes(name)),
    })
    return scored
  }
}

function assertSameCounts(current: Keys, baseline: Keys, [file, other]: readonly [string, string]): void {
  for (const [key, { count }] of current) {
    const before = baseline.get(key)?.count ?? count
    if (before === count) continue
    const sample = printable(key, 100)
    throw new InputError(
      other,
      `has ${sample} ${before} times, and ${file} ${count} times; give each sample an id of its own`,
    )
  }
}
