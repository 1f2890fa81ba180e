// Run: npm install && npm run eval. Claude and Gemini as judges, through the AI SDK, with keys from ANTHROPIC_API_KEY and GOOGLE_GENERATIVE_AI_API_KEY.
import { readFileSync } from 'node:fs'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { evaluate, relevanceJudge, sixCriteriaJudge } from 'crosslingual'
import { aiSdkClient, cached, diskStore, metered } from 'crosslingual/llm'
import { formatTable } from 'crosslingual/report'

const { ANTHROPIC_BASE_URL, GEMINI_BASE_URL } = process.env
const anthropic = createAnthropic(ANTHROPIC_BASE_URL ? { baseURL: ANTHROPIC_BASE_URL } : {})
const google = createGoogleGenerativeAI(GEMINI_BASE_URL ? { baseURL: GEMINI_BASE_URL } : {})

const store = diskStore('.judges')
const claude = metered(cached(aiSdkClient(anthropic('claude-sonnet-4-5')), store))
const gemini = metered(
  cached(
    aiSdkClient(google('gemini-2.5-flash'), {
      providerOptions: { google: { thinkingConfig: { thinkingBudget: 0 } } },
    }),
    store,
  ),
)

interface Row {
  id: string
  input?: string
  language: string
  output: string
}
const rows: Row[] = JSON.parse(readFileSync(new URL('../samples.json', import.meta.url), 'utf8'))

const report = await evaluate(rows, {
  scorers: [
    relevanceJudge({ client: claude }),
    sixCriteriaJudge({ name: 'claude', client: claude }),
    sixCriteriaJudge({ name: 'gemini', client: gemini }),
  ],
  wrongLanguage: 'include',
})
console.log(formatTable(report))
console.log(JSON.stringify({ report, claude: claude.usage(), gemini: gemini.usage() }))
