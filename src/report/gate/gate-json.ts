import type { GateResult } from '../../results/gate/gate-types.js'

/**
 * A gate's result as JSON. `##[` is written with an escape, since GitHub's runner takes it for a command even in the middle of a log.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }])
 * JSON.parse(formatGateJson(gate(report, { rules: [{ min: 0.9 }] }))).outcome // => 'passed'
 * ```
 */
export function formatGateJson(result: GateResult): string {
  return `${JSON.stringify(result, null, 2).replaceAll('##[', '#\\u0023[')}\n`
}
