// Scored rows on disk, read again for a report; the report as text, and back.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { languageCorrectness, scoreSamples, summarize } from 'crosslingual'
import { readSamples, readScored, writeScored } from 'crosslingual/files'
import { formatJson, parseReport } from 'crosslingual/report'

const folder = await mkdtemp(join(tmpdir(), 'scored-'))
const answers = new Blob([
  '{"output":"Le train part à huit heures.","language":"fr"}\n{"output":"The train leaves at eight.","language":"fr"}\n',
])

const samples = readSamples(answers)
await writeScored(join(folder, 'scored.jsonl'), scoreSamples(samples, { scorers: [languageCorrectness()] }))
const report = await summarize(readScored(join(folder, 'scored.jsonl')), { by: ['language'] })

const again = parseReport(formatJson(report))
console.log(again.groups[0]?.by, again.groups[0]?.metrics.languageCorrectness?.mean)
await rm(folder, { recursive: true })
// { language: 'fr' } 0.5
