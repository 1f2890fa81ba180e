import type { GateCheck, GateOutcome, GateResult } from '../../results/gate/gate-types.js'
import { groupName } from '../group-name.js'
import { printable } from '../printable.js'

/** What an outcome is called. */
const words: Record<GateOutcome, string> = { passed: 'passed', quality: 'FAILED', insufficient: 'NO ANSWER' }

/** The checks as rows of text, the same for every table format, and what is to be said below. */
export function gateRows({ checks, notes }: GateResult) {
  return {
    header: ['', 'metric', 'group', 'asked', 'found', 'scored', 'drops seen from'],
    numeric: [false, false, false, false, false, true, true],
    rows: checks.map((check) => [
      words[check.outcome],
      printable(check.metric),
      groupName(check.group),
      asked(check),
      printable(check.message, 300),
      String(check.scored),
      check.drop?.detectable.toFixed(4) ?? '',
    ]),
    notes: notes.map((note) => printable(note, 500)),
  }
}

/** `min 0.95`, `maxFailed 0 in the baseline` */
export function asked({ check, limit, of }: GateCheck): string {
  const where = of === undefined ? '' : of === 'both' ? ' in both' : ' in the baseline'
  return `${check} ${limit}${where}`
}

/** One line on all checks. */
export function gateConclusion({ outcome, checks }: GateResult): string {
  const count = (wanted: GateOutcome) => checks.filter((check) => check.outcome === wanted).length
  const found = `${count('passed')} of ${checks.length} checks passed, ${count('quality')} failed, ${count('insufficient')} without enough valid scores`
  const verdict = {
    passed: 'The gate passes',
    quality: 'The gate fails on quality',
    insufficient: 'The gate has no answer: too few valid scores',
  }[outcome]
  return `${verdict} (${found}).`
}
