import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { Command, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import { readRows } from '../files/read-rows.js'
import { type RecordRow, rowRecords } from '../files/select-rows.js'
import { printable } from '../report/printable.js'
import { formatSelection } from '../report/selection-table.js'
import { mergeReports } from '../results/merge-reports.js'
import { parseReportSums } from '../results/parse-report.js'
import { select } from '../results/select/select.js'
import { reportRecords } from '../results/select/select-records.js'
import type { SelectionMinimum, SelectionRecord } from '../results/select/select-types.js'
import { type Minimum, parseList, parseMinimum } from './options/score-options.js'

interface SelectCommandOptions {
  configuration: string[]
  choose: string
  metrics?: string[]
  languages?: string[]
  min?: Minimum[]
  prefer?: 'smallest' | 'largest'
  format: 'table' | 'json'
}

/** `crosslingual select FILE…` */
export function selectCommand(): Command {
  return new Command('select')
    .argument(
      '<files...>',
      'reports of `score --by …,language --format json` (- is standard input), or tables (JSONL, JSON, CSV, TSV) with the fields, language, metric and mean, or a column for each of --metrics',
    )
    .option('--configuration <fields>', 'that make a configuration', parseList, ['model'])
    .option('--choose <field>', 'whose best value is wanted', 'learningRate')
    .option('--metrics <names>', 'to rank by, each with the same weight (default: all)', parseList)
    .option('--languages <codes>', 'to rank over (default: for each configuration all that it has)', parseList)
    .option(
      '--min <metric[@language]=min>',
      'the minimal bar, in one language or in each, e.g. spellcheckRatio@fr=0.85 (repeatable)',
      parseMinimum,
    )
    .addOption(new Option('--prefer <which>', 'of tied values').choices(['smallest', 'largest']))
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .action(async (files: string[], options: SelectCommandOptions) => {
      const { configuration, choose, metrics, languages, min = [], prefer } = options
      const minimums = min.map(languageMinimum)
      const columns = metrics && [...metrics, ...minimums.map(({ metric }) => metric)]
      const records: SelectionRecord[] = []
      for (const file of files) records.push(...(await readRecords(file, columns)))
      if (records.length === 0) throw new InputError(files.join(', '), 'no records')
      const selection = select(records, {
        configuration,
        choose,
        minimums,
        ...(metrics !== undefined && { metrics }),
        ...(languages !== undefined && { languages }),
        ...(prefer !== undefined && { prefer }),
      })
      const output = options.format === 'json' ? `${JSON.stringify(selection, null, 2)}\n` : formatSelection(selection)
      if (!process.stdout.write(output)) await once(process.stdout, 'drain')
    })
}

function languageMinimum({ text: given, metric, values, min }: Minimum): SelectionMinimum {
  const [language, ...more] = values
  if (more.length > 0) throw new InputError(`--min ${given}`, 'give one language, and repeat --min for others')
  return { metric, min, ...(language !== undefined && { language }) }
}

async function readRecords(file: string, columns: readonly string[] | undefined): Promise<SelectionRecord[]> {
  const rows: RecordRow[] = []
  if (file !== '-' && !/\.json$/i.test(file)) {
    for await (const row of readRows(file)) rows.push(row)
    return rowRecords(rows, columns)
  }
  const name = file === '-' ? 'stdin' : file
  const parsed = ofRun(await readJson(file, name))
  if (Array.isArray(parsed)) {
    return rowRecords(
      parsed.map((row: unknown, i) => ({ row, where: `${name}[${i}]` })),
      columns,
    )
  }
  assertReport(parsed, name)
  try {
    // Only the sums are believed, where they are there.
    return reportRecords('tallies' in parsed ? mergeReports([parseReportSums(JSON.stringify(parsed), name)]) : parsed)
  } catch (error) {
    throw error instanceof RangeError ? new InputError(name, error.message) : error
  }
}

/** Of a run's `report.json`, which has a report for each table, the one by the fields of the models. */
function ofRun(parsed: unknown): unknown {
  const { tables } = (parsed ?? {}) as { tables?: { byConfiguration?: unknown; byLanguage?: unknown } }
  return tables?.byConfiguration ?? tables?.byLanguage ?? parsed
}

async function readJson(file: string, name: string): Promise<unknown> {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new InputError(name, `cannot be read (${(error as Error).message})`)
    const mend = file === '-' ? '; standard input is a report or an array of rows, name another table as a file' : ''
    throw new InputError(name, `not valid JSON: ${printable(error.message, 100)}${mend}`)
  }
}

function assertReport(parsed: unknown, name: string): asserts parsed is Parameters<typeof reportRecords>[0] {
  const { by, groups } = (parsed ?? {}) as { by?: unknown; groups?: unknown }
  const whole =
    Array.isArray(by) &&
    Array.isArray(groups) &&
    groups.every((group) => typeof group?.by === 'object' && typeof group?.metrics === 'object')
  if (!whole) {
    throw new InputError(name, 'expected a report as `score --format json` or `run` writes it, or an array of rows')
  }
}
