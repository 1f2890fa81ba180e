import type { GateResult } from '../../results/gate/gate-types.js'
import { groupName } from '../group-name.js'
import { printable } from '../printable.js'
import { asked } from './gate-rows.js'

/**
 * Workflow commands that make GitHub show each check that did not pass, a line each.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Hello again.', language: 'fr' }])
 * githubAnnotations(gate(report, { rules: [{ min: 0.9 }] }))
 * // => '::error title=languageCorrectness%2C all samples%3A min 0.9::mean 0.0000 is below 0.9\n'
 * ```
 */
export function githubAnnotations({ checks }: GateResult): string {
  return checks
    .filter(({ outcome }) => outcome !== 'passed')
    .map((check) => {
      const title = `${printable(check.metric)}, ${groupName(check.group)}: ${asked(check)}`
      const message = check.outcome === 'quality' ? check.message : `too few valid scores: ${check.message}`
      return `::error title=${escapeProperty(title)}::${escapeData(printable(message, 400))}\n`
    })
    .join('')
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
