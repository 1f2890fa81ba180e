import { formatSignature } from '../../core/signature.js'
import type { Report } from '../../results/report.js'
import { reportRows } from '../rows.js'
import { escapeHtml } from './escape-html.js'
import { bar, colours, row, styles } from './html-parts.js'

/** A report as rows with a bar and an interval for each mean, a title over each group, then its notes and its signature. */
export function reportHtml(report: Report): string {
  const { header, rows, warnings, notes } = reportRows(report)
  const metric = header.indexOf('metric')
  const summaries = [...report.groups, ...report.macro].flatMap(({ metrics }) => Object.values(metrics))
  const body = rows.map((cells, i) => {
    const { mean = null, interval = null } = summaries[i] ?? {}
    const [name = '', percent = '', ends = ''] = cells.slice(metric)
    const counts = Object.fromEntries(header.map((title, column) => [title, cells[column] ?? '']))
    const value = mean === null ? '–' : `${bar(mean, interval)} <b>${percent}</b>`
    const range = interval === null ? '' : `<div style="${styles.faint}">${ends}</div>`
    const group = groupOf(cells, metric)
    const title = group === groupOf(rows[i - 1], metric) ? '' : groupTitle(group)
    return title + row(escapeHtml(name), value + range, responses(counts), false)
  })
  const head = `<div style="font-weight:bold">${row('metric', 'mean %, interval', 'responses', false)}</div>`
  const remarks = [`wrong-language policy: ${report.wrongLanguage}`, ...notes].map(
    (note) => `<div>${escapeHtml(note)}</div>`,
  )
  const signature = `<details><summary>signature</summary><code>${escapeHtml(formatSignature(report.signature))}</code></details>`
  const foot = `<div style="${styles.faint};margin-top:.6em">${remarks.join('')}${signature}</div>`
  const above = warnings.map((warning) => `<div>${escapeHtml(warning)}</div>`).join('')
  return `<div style="${styles.box}">${above}${head}${body.join('')}${foot}</div>`
}

/** `gemma · fr`; empty where the report has one group. */
function groupOf(cells: readonly string[] | undefined, fields: number): string {
  return cells?.slice(0, fields).join(' · ') ?? ''
}

function groupTitle(group: string): string {
  return `<div style="padding-top:.4em;border-top:1px solid ${colours.line}"><b>${escapeHtml(group)}</b></div>`
}

/** `37 scored, 3 wrong language`: what there is none of is left out. A macro mean has the languages it is over as well. */
function responses(cells: Readonly<Record<string, string>>): string {
  const { scored = '', prompts = scored, over = '' } = cells
  const others = ['wrong language', 'skipped', 'failed'].filter((name) => cells[name] !== '0')
  const of = prompts === scored ? '' : ` of ${prompts} prompts`
  const parts = [`${scored} scored${of}`, ...others.map((name) => `${cells[name]} ${name}`)]
  return escapeHtml([...parts, ...(over === '' ? [] : [`over ${over}`])].join(', '))
}
