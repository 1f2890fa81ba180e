import type { GateResult } from '../../results/gate/gate-types.js'
import { escapeMarkdown, markdownTable } from '../markdown-table.js'
import { gateConclusion, gateRows } from './gate-rows.js'

/**
 * A gate's verdict and its checks in Markdown (GitHub's), as for a step's summary. Names that come from data are escaped.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }])
 * formatGateMarkdown(gate(report, { rules: [{ min: 0.9 }] })).startsWith('### crosslingual gate: passed') // => true
 * ```
 */
export function formatGateMarkdown(result: GateResult): string {
  const { notes, ...table } = gateRows(result)
  const title = { passed: 'passed', quality: 'failed', insufficient: 'no answer' }[result.outcome]
  return [
    `### crosslingual gate: ${title}`,
    '',
    gateConclusion(result),
    '',
    ...markdownTable(table),
    '',
    ...notes.map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n')
}
