// Run: npm install && npx evalite run --outputPath report.json
import { readFileSync } from 'node:fs'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { evaliteScorers } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'
import { evalite } from 'evalite'

const client = openaiClient({ model: 'judge', baseURL: process.env.JUDGE_URL ?? 'http://localhost:8080/v1' })
const scorers = [
  languageCorrectness(),
  givenCorrectLanguage(spellcheckRatio()), // not on responses in another language
  modifierFulfillment(),
  relevanceJudge({ client }),
]

interface Row {
  input?: string
  language: string
  modifier?: string
  output: string
}
const rows: Row[] = JSON.parse(readFileSync(new URL('../samples.json', import.meta.url), 'utf8'))

evalite('answers', {
  data: rows.map((row) => ({ input: row })),
  task: ({ output }) => output, // your model answers here
  ...evaliteScorers(scorers),
})
