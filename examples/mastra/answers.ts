// Run, with Node 22.13 or later: npm install && npm run eval
import { readFileSync } from 'node:fs'
import { createScorer, notScorable, runEvals } from '@mastra/core/evals'
import { createStep, createWorkflow } from '@mastra/core/workflows'
import {
  givenCorrectLanguage,
  languageCorrectness,
  modifierFulfillment,
  relevanceJudge,
  spellcheckRatio,
} from 'crosslingual'
import { mastraSteps } from 'crosslingual/integrations'
import { openaiClient } from 'crosslingual/llm'
import { z } from 'zod'

const client = openaiClient({ model: 'judge', baseURL: process.env.JUDGE_URL ?? 'http://localhost:8080/v1' })
const scorers = [
  languageCorrectness(),
  givenCorrectLanguage(spellcheckRatio()), // not on responses in another language
  modifierFulfillment(),
  relevanceJudge({ client }),
]
const mastraScorers = scorers.map((scorer) => {
  const { preprocess, generateScore } = mastraSteps(scorer, { notScorable })
  return createScorer({ id: scorer.name, description: scorer.name }).preprocess(preprocess).generateScore(generateScore)
})

const Row = z.object({
  id: z.string(),
  input: z.string().optional(),
  language: z.string(),
  modifier: z.string().optional(),
  output: z.string(),
})
const rows: z.infer<typeof Row>[] = JSON.parse(readFileSync(new URL('../samples.json', import.meta.url), 'utf8'))

const answer = createStep({
  id: 'answer',
  inputSchema: Row,
  outputSchema: z.object({ output: z.string() }),
  execute: async ({ inputData }) => ({ output: inputData.output }), // your model answers here
})
const target = createWorkflow({ id: 'answers', inputSchema: Row, outputSchema: z.object({ output: z.string() }) })
  .then(answer)
  .commit()

const items: unknown[] = []
const { scores, summary } = await runEvals({
  data: rows.map((input) => ({ input })),
  scorers: mastraScorers,
  target,
  onItemComplete: ({ item, scorerResults }) => {
    items.push({ input: item.input, scorerResults })
  },
})
console.log(JSON.stringify({ items, scores, summary }))
