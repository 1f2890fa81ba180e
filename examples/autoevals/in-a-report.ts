// autoevals' scorers beside ours in one report, with intervals by language. Run: npx tsx in-a-report.ts
import { Levenshtein } from 'autoevals'
import { evaluate, languageCorrectness } from 'crosslingual'
import { formatTable } from 'crosslingual/report'

const samples = [
  { output: 'La capitale est Canberra.', expected: 'La capitale est Canberra.', language: 'fr' },
  { output: 'A capital é Camberra.', expected: 'A capital é Canberra.', language: 'pt' },
]
const report = await evaluate(samples, { scorers: [languageCorrectness(), Levenshtein], by: ['language'] })
console.log(formatTable(report))
