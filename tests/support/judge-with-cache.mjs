// A program that judges samples through a disk cache, to be killed and started again: URL FOLDER COUNT
import { evaluate, relevanceJudge } from 'crosslingual'
import { cached, diskStore, metered, openaiClient } from 'crosslingual/llm'

const [url = '', folder = '', count = ''] = process.argv.slice(2)
const client = metered(cached(openaiClient({ model: 'judge', baseURL: url, concurrency: 8 }), diskStore(folder)))
const samples = Array.from({ length: Number(count) }, (_, i) => ({
  id: `${i}`,
  input: 'Question ?',
  output: `sample-${i}`,
}))
const report = await evaluate(samples, {
  scorers: [relevanceJudge({ client })],
  wrongLanguage: 'include',
  concurrency: 8,
})
const { scored, mean } = report.groups[0]?.metrics.relevance ?? {}
console.log(JSON.stringify({ scored, mean, usage: client.usage() }))
