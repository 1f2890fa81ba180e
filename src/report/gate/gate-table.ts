import type { GateResult } from '../../results/gate/gate-types.js'
import { textTable } from '../text-table.js'
import { gateConclusion, gateRows } from './gate-rows.js'

/**
 * A gate's checks as a text table for a terminal or a log, then its verdict.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }])
 * const result = gate(report, { rules: [{ min: 0.9 }] })
 * formatGate(result).trimEnd().split('\n').at(-1)
 * // => 'The gate passes (1 of 1 checks passed, 0 failed, 0 without enough valid scores).'
 * ```
 */
export function formatGate(result: GateResult): string {
  const { header, numeric, rows, notes } = gateRows(result)
  return [...textTable({ header, numeric, rows }), '', ...notes, gateConclusion(result), ''].join('\n')
}
