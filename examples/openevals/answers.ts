// Run: npm install && npm run eval
import { readFileSync } from 'node:fs'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { openevalsEvaluator } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'
import { runMultiturnSimulation } from 'openevals'

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

const results = []
for (const row of rows) {
  const evaluator = openevalsEvaluator(scorers, {
    // outputs is the conversation: its last message is the response
    sample: ({ outputs }) => ({ ...row, output: (outputs as { content: string }[]).at(-1)?.content ?? '' }),
  })
  const { evaluatorResults } = await runMultiturnSimulation({
    app: () => ({ role: 'assistant', content: row.output }), // your model answers here
    user: [{ role: 'user', content: row.input ?? '' }],
    maxTurns: 1,
    trajectoryEvaluators: [evaluator],
  })
  results.push({ id: row.id, evaluatorResults })
}
console.log(JSON.stringify(results))
