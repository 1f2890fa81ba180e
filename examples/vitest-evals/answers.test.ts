// Run: npm install && npm run eval
import { readFileSync } from 'node:fs'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { scoredJudges } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'
import { expect } from 'vitest'
import { createHarness, describeEval } from 'vitest-evals'

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

const harness = createHarness<Row, string>({
  name: 'answers',
  run: async ({ input: { input = '', output } }) => ({
    output, // your model answers here
    messages: [{ role: 'user', content: input }],
  }),
})

describeEval('answers', { harness }, (it) => {
  for (const row of rows) {
    it(row.id, async ({ run, skip, annotate }) => {
      const { output = '' } = await run(row)
      for (const judge of await scoredJudges(scorers, { ...row, output }, { skip, annotate })) {
        await expect(output).toSatisfyJudge(judge, { threshold: null }) // with expect.soft and 0.8: a test
      }
    })
  }
})
