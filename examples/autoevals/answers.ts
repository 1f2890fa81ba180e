// Run: npm install && npm run eval. Beside autoevals' scorers, in Braintrust's Eval; without noSendLogs it goes to Braintrust.
import { readFileSync } from 'node:fs'
import { Levenshtein } from 'autoevals'
import { Eval } from 'braintrust'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { hostScorer } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'

const client = openaiClient({ model: 'judge', baseURL: process.env.JUDGE_URL ?? 'http://localhost:8080/v1' })
const scorers = [
  languageCorrectness(),
  givenCorrectLanguage(spellcheckRatio()), // not on responses in another language
  modifierFulfillment(),
  relevanceJudge({ client }),
]

interface Row {
  id: string
  input?: string
  language: string
  modifier?: string
  output: string
}
const rows: Row[] = JSON.parse(readFileSync(new URL('../samples.json', import.meta.url), 'utf8'))

const { results, summary } = await Eval(
  'answers',
  {
    data: rows.map(({ input = '', output, ...metadata }) => ({ input, expected: output, metadata })),
    task: (_input, { expected }) => expected, // your model answers here
    scores: [Levenshtein, ...scorers.map(hostScorer)],
  },
  { noSendLogs: true },
)
console.log(JSON.stringify({ results, summary }))
