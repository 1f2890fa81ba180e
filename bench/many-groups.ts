// Memory and time of a report of very many groups, of a few samples each: `node --import tsx bench/many-groups.ts [groups] [samples]`.
import { scored } from '../src/core/score.js'
import { formatTable } from '../src/report/table.js'
import { summary } from '../src/results/summary.js'

const [groups = 100_000, samples = 3] = process.argv.slice(2).map(Number)
const signature = { crosslingual: '0' }
const start = performance.now()
const collected = summary({ by: ['model', 'language'], wrongLanguage: 'exclude', seed: 0, signature })
for (let i = 0; i < groups * samples; i++) {
  const sample = { id: String(i % 5000), output: 'Oui.', language: 'fr', model: `m${i % groups}` }
  const scores = [scored('languageCorrectness', i % 7 === 0 ? 0 : 1), scored('spellcheckRatio', (i % 10) / 9)]
  collected.add({ sample, scores, signature })
}
const table = formatTable(collected.report())
const peak = process.resourceUsage().maxRSS / 1024
console.log(
  `${groups} groups of ${samples} samples, 2 metrics: ${((performance.now() - start) / 1000).toFixed(1)} s, peak ${peak.toFixed(0)} MB, a table of ${table.split('\n').length} lines`,
)
