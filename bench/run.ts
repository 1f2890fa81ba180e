import { cpus } from 'node:os'
import { benchColdStart } from './cold-start.js'
import { benchFileSize, benchLineFilter } from './file-size.js'
import { benchLoads } from './loads.js'

// `npm run bench`, or `npm run bench -- 1000000` to add a file of that many lines.
const extra = process.argv.slice(2).map(Number)

function print(lines: readonly string[]): void {
  console.log(`${lines.join('\n')}\n`)
}

print([`${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`])
print(benchColdStart())
print(benchLoads())
print(await benchFileSize([10_000, 100_000, 200_000, ...extra]))
print(await benchLineFilter([10_000, 200_000]))

// Loaded only now: Linux counts the memory of this process as the peak of those that it starts.
const { benchBothMetrics } = await import('./both-metrics.js')
print(benchBothMetrics())
const { benchResponseLength } = await import('./response-length.js')
print(await benchResponseLength())
const { benchStages } = await import('./stages.js')
print(await benchStages())
const { benchIdentification } = await import('./engines.js')
print(await benchIdentification())
const { benchSpellingEngines } = await import('./spelling-engines.js')
print(benchSpellingEngines())
const { benchJudgeOverhead } = await import('./judge-overhead.js')
print(await benchJudgeOverhead())
const { benchGenerateOverhead } = await import('./generate-overhead.js')
print(await benchGenerateOverhead())
const { benchModifierChecks } = await import('./modifier-checks.js')
print(await benchModifierChecks())
const { benchIdentifiers } = await import('./identifiers.js')
print(await benchIdentifiers())
