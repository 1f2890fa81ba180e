import { cpus } from 'node:os'
import { benchBothMetrics } from './both-metrics.js'
import { benchColdStart } from './cold-start.js'
import { benchIdentification } from './engines.js'
import { benchFileSize } from './file-size.js'
import { benchGenerateOverhead } from './generate-overhead.js'
import { benchJudgeOverhead } from './judge-overhead.js'
import { benchModifierChecks } from './modifier-checks.js'
import { benchSpellingEngines } from './spelling-engines.js'

// `npm run bench`, or `npm run bench -- 1000000` to add a file of that many lines.
const extra = process.argv.slice(2).map(Number)

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`,
)
console.log(benchColdStart().join('\n'), '\n')
console.log(benchBothMetrics().join('\n'), '\n')
console.log((await benchFileSize([10_000, 100_000, 200_000, ...extra])).join('\n'), '\n')
console.log((await benchIdentification()).join('\n'), '\n')
console.log(benchSpellingEngines().join('\n'), '\n')
console.log((await benchJudgeOverhead()).join('\n'), '\n')
console.log((await benchGenerateOverhead()).join('\n'), '\n')
console.log((await benchModifierChecks()).join('\n'), '\n')
// Last, for their data fill this process, and Linux counts a parent's memory as its child's peak.
const { benchIdentifiers } = await import('./identifiers.js')
console.log((await benchIdentifiers()).join('\n'))
