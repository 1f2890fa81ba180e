// Run, with Node 22.22 or later: npm install && npx promptfoo eval -o report.json
import { readFileSync } from 'node:fs'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { promptfooAssertion } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'

const client = openaiClient({ model: 'judge', baseURL: process.env.JUDGE_URL ?? 'http://localhost:8080/v1' })
const scorers = [
  languageCorrectness(),
  givenCorrectLanguage(spellcheckRatio()), // not on responses in another language
  modifierFulfillment(),
  relevanceJudge({ client }),
]
const rows = JSON.parse(readFileSync(new URL('../samples.json', import.meta.url), 'utf8'))

export default {
  prompts: ['{{input}}'],
  providers: [async (_prompt, { vars }) => ({ output: vars.output })], // your model here
  defaultTest: { assert: [{ type: 'javascript', value: promptfooAssertion(scorers, { min: 0.8 }) }] },
  tests: rows.map(({ id, ...vars }) => ({ description: id, vars })),
}
