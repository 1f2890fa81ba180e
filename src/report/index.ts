/**
 * Results as text, Markdown, JSON, JUnit XML and HTML.
 *
 * @module crosslingual/report
 */

export { parseReport } from '../results/parse-report.js'
export { formatAgreement } from './agreement-table.js'
export { formatComparison, formatComparisonMarkdown } from './comparison.js'
export type { ComparedNames } from './comparison-rows.js'
export { formatCorrection } from './correction-table.js'
export { formatGateJson } from './gate/gate-json.js'
export { formatJUnit } from './gate/gate-junit.js'
export { formatGateMarkdown } from './gate/gate-markdown.js'
export { formatGate } from './gate/gate-table.js'
export { githubAnnotations } from './gate/github-annotations.js'
export { type Displayable, type Displayed, display, type MimeBundle } from './html/display.js'
export { formatJson } from './json.js'
export { formatMarkdown } from './markdown.js'
export { formatRatersAgreement } from './raters-table.js'
export { formatSelection } from './selection-table.js'
export { formatTable } from './table.js'
