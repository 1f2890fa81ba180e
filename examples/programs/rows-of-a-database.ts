// Rows keep their own type, with what else they hold.
import { languageCorrectness, scoreSamples } from 'crosslingual'

interface Row {
  id: number
  output: string
  language: string | null
  answeredAt: Date
}
const rows: Row[] = [
  { id: 1, output: 'O comboio parte às oito.', language: 'pt', answeredAt: new Date('2026-01-02') },
  { id: 2, output: 'The train leaves at eight.', language: 'pt', answeredAt: new Date('2026-01-03') },
  { id: 3, output: 'Le train part à huit heures.', language: null, answeredAt: new Date('2026-01-04') },
]

for await (const { sample, scores } of scoreSamples(rows, { scorers: [languageCorrectness()] })) {
  const day = sample.answeredAt.toISOString().slice(0, 10)
  for (const { score, status, reason } of scores) console.log(sample.id, day, score, status, reason)
}
// 1 2026-01-02 1 scored undefined
// 2 2026-01-03 0 scored undefined
// 3 2026-01-04 null skipped no-language
