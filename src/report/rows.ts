import type { GroupKey } from '../results/group-key.js'
import type { MacroMean } from '../results/macro-mean.js'
import { MOST_EXACT } from '../results/most-exact.js'
import type { Report } from '../results/report.js'
import type { MetricSummary } from '../results/tally.js'
import { printable } from './printable.js'

/** A report as rows of text, the same for every table format. */
export interface ReportRows {
  header: string[]
  /** Which columns hold numbers. */
  numeric: boolean[]
  rows: string[][]
  /** What a reader must know before the numbers. */
  warnings: string[]
  /** What a reader must know beside the numbers. */
  notes: string[]
}

const MEAN = ['mean %', '95 % interval', 'scored']
const COUNTS = ['wrong language', 'skipped', 'failed', 'total']
/** Of the rows of macro means: the languages that they are over. */
const OVER = 'over'
/** Only where some prompts have several responses. */
const PROMPTS = 'prompts'

/**
 * One row for each group and metric, then the macro means over languages, with the counts of all languages together. Grouping columns without any value are left
 * out, and the number of prompts where each has one response. Means and intervals are in percent.
 */
export function reportRows(report: Report): ReportRows {
  const fields = report.by.filter((field) => report.groups.some(({ by }) => by[field] !== null))
  const all = [...report.groups, ...report.macro].flatMap(({ metrics }) => Object.values<Counted>(metrics))
  const [groups, macro] = [firstAndLast(report.groups), firstAndLast(report.macro)]
  const withPrompts = all.some(({ prompts, scored }) => prompts !== scored)
  const withMacro = report.macro.length > 0
  const numbers = [...MEAN, ...(withPrompts ? [PROMPTS] : []), ...COUNTS]
  const cells = (metric: string, summary: Counted) => [
    printable(metric),
    percent(summary.mean),
    percentInterval(summary.interval),
    String(summary.scored),
    ...(withPrompts ? [promptCount(summary.prompts)] : []),
    ...[summary.wrongLanguage, summary.skipped, summary.failed, summary.total].map(String),
  ]
  const groupRows = groups.flatMap(({ by, metrics }) =>
    Object.entries<MetricSummary>(metrics).map(([metric, summary]) => [
      ...fields.map((field) => groupLabel(by, field)),
      ...cells(metric, summary),
      ...(withMacro ? [''] : []),
    ]),
  )
  const macroRows = macro.flatMap(({ by, languages, metrics }) =>
    Object.entries<MacroMean>(metrics).map(([metric, summary]) => [
      ...fields.map((field) => (field === 'language' ? `${languages} (macro)` : groupLabel(by, field))),
      ...cells(metric, summary),
      languagesOf(summary),
    ]),
  )
  return {
    header: [...fields.map((field) => printable(field)), 'metric', ...numbers, ...(withMacro ? [OVER] : [])],
    numeric: [...fields.map(() => false), false, ...numbers.map(() => true), ...(withMacro ? [false] : [])],
    rows: [...groupRows, ...macroRows],
    warnings: guessNote(report),
    notes: [
      ...leftOut(report.groups, 'groups'),
      ...leftOut(report.macro, 'macro means'),
      ...notes(report),
      ...withoutInterval(all),
      ...usageNote(report),
    ],
  }
}

/** A table of more groups shows the first and the last of them. */
const MOST_GROUPS = 500
const SHOWN = 20

function firstAndLast<T>(all: readonly T[]): readonly T[] {
  return all.length > MOST_GROUPS ? [...all.slice(0, SHOWN), ...all.slice(-SHOWN)] : all
}

function leftOut(all: readonly unknown[], what: string): string[] {
  if (all.length <= MOST_GROUPS) return []
  return [`the first and last ${SHOWN} of ${all.length} ${what}; JSON and the report have all of them`]
}

/** What a group's summary and a macro mean have in common. */
type Counted = Omit<MetricSummary, 'reasons'>

function languagesOf({ over, missing }: MacroMean): string {
  if (over.length === 0) return 'none'
  return `${list(over)}${missing.length > 0 ? ` (no ${list(missing)})` : ''}`
}

/** From 512 on it is an estimate. */
function promptCount(prompts: number): string {
  return prompts < MOST_EXACT ? String(prompts) : `≈ ${prompts}`
}

function withoutInterval(all: readonly Counted[]): string[] {
  const count = all.filter(({ noInterval }) => noInterval === 'one-prompt').length
  if (count === 0) return []
  return [`${count} × no interval: what is scored is one sample, or all of one id; give each prompt an id of its own`]
}

function groupLabel(by: GroupKey, field: string): string {
  const value = by[field]
  return value === null || value === undefined ? '–' : printable(value)
}

function percent(share: number | null): string {
  return share === null ? '–' : (share * 100).toFixed(1)
}

function percentInterval(interval: readonly [number, number] | null): string {
  return interval === null ? '–' : `${percent(interval[0])} – ${percent(interval[1])}`
}

/** Why scores were skipped or failed: each metric's reasons with their counts over all groups. Wrong language has its own column. */
function notes(report: Report): string[] {
  const counts = new Map<string, number>()
  for (const { metrics } of report.groups) {
    for (const [metric, { reasons }] of Object.entries(metrics)) {
      for (const [reason, { count, message }] of Object.entries(reasons)) {
        if (reason === 'wrong-language') continue
        const note = `${printable(metric)}, ${printable(reason)}${message === '' ? '' : `: ${printable(message, 300)}`}`
        counts.set(note, (counts.get(note) ?? 0) + count)
      }
    }
  }
  const all = [...counts].map(([note, count]) => `${count} × ${note}`)
  return all.length > SHOWN ? [...all.slice(0, SHOWN), `and ${all.length - SHOWN} other reasons`] : all
}

function guessNote({ guessedLanguage }: Report): string[] {
  if (guessedLanguage === undefined) return []
  const { samples, of } = guessedLanguage
  return [
    `expected language guessed from the prompt for ${samples} of ${of}: give --language or --map language=…; they are in no macro mean`,
  ]
}

function list(values: readonly string[]): string {
  return values.map((value) => printable(value)).join(' ')
}

function usageNote({ usage }: Report): string[] {
  if (usage === undefined) return []
  const { calls, cacheHits, failures, promptTokens, completionTokens, wallTime, cost } = usage
  const parts = [
    `${calls} calls`,
    `${cacheHits} from the cache`,
    `${failures} without an answer`,
    `${promptTokens} + ${completionTokens} tokens`,
    `${(wallTime / 1000).toFixed(1)} s`,
    ...(cost === undefined ? [] : [`cost ${cost.toFixed(4)}`]),
  ]
  return [`judging: ${parts.join(', ')}`]
}
