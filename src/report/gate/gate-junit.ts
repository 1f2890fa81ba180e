import XMLBuilder from 'fast-xml-builder'
import type { GateCheck, GateResult } from '../../results/gate/gate-types.js'
import { printable } from '../printable.js'
import { asked, gateConclusion } from './gate-rows.js'

/**
 * A gate's checks as JUnit XML, which CI servers show as tests: a test case for each check, in its metric's class. What is too low is
 * a `failure`, what has too few valid scores an `error`. Valid under the schema of Jenkins' xUnit plugin (junit-10.xsd).
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }])
 * const xml = formatJUnit(gate(report, { rules: [{ min: 0.9 }] }))
 * xml.includes('<testcase classname="languageCorrectness" name="all samples: min 0.9"') // => true
 * ```
 */
export function formatJUnit(result: GateResult): string {
  const counts = {
    '@_tests': result.checks.length,
    '@_failures': result.checks.filter(({ outcome }) => outcome === 'quality').length,
    '@_errors': result.checks.filter(({ outcome }) => outcome === 'insufficient').length,
  }
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      ...counts,
      testsuite: {
        '@_name': 'crosslingual gate',
        ...counts,
        testcase: result.checks.map(testCase),
        'system-out': [gateConclusion(result), ...result.notes.map((note) => printable(note, 500))].join('\n'),
      },
    },
  })
}

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })

function testCase(check: GateCheck) {
  const message = printable(check.message, 300)
  return {
    '@_classname': whole(check.metric),
    '@_name': `${groupOf(check)}: ${asked(check)}`,
    ...(check.outcome === 'quality' && { failure: { '@_type': check.check, '@_message': message } }),
    ...(check.outcome === 'insufficient' && { error: { '@_type': check.check, '@_message': message } }),
    ...(check.outcome === 'passed' && { 'system-out': message }),
  }
}

/** With fields and whole values: of test cases of one name, GitLab shows the first. */
function groupOf({ group }: GateCheck): string {
  const fields = Object.entries(group).map(([field, value]) => `${whole(field)}=${whole(value ?? '–')}`)
  return fields.join(', ') || 'all samples'
}

function whole(text: string): string {
  return printable(text, Number.POSITIVE_INFINITY)
}
