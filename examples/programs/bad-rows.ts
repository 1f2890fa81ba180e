// Rows without an output: a run stops at the first one, or counts them.
import { evaluate } from 'crosslingual'

const rows = [
  { output: 'Le train part à huit heures.', language: 'fr' },
  { output: null as unknown as string, language: 'fr' },
]
await evaluate(rows).catch((error: Error) => console.log(error.name, error.message))

const { groups } = await evaluate(rows, { onBadSample: 'fail' })
const { scored, failed, reasons } = groups[0]?.metrics.languageCorrectness ?? {}
console.log({ scored, failed, reasons: Object.keys(reasons ?? {}) })
// TypeError sample 2: output must be a string, got null
// { scored: 1, failed: 1, reasons: [ 'bad-sample' ] }
