export { formatAgreement } from './agreement-table.js'
export { formatJson } from './json.js'
export { formatMarkdown } from './markdown.js'
export { formatTable } from './table.js'
