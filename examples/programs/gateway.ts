// A judge behind a gateway: headers, a body of its own, what it refuses left out. All of it is in the signature, without keys.
import { formatSignature, relevanceJudge } from 'crosslingual'
import { openaiClient } from 'crosslingual/llm'

const client = openaiClient({
  model: 'qwen3-8b',
  baseURL: 'http://gateway.example/v1',
  apiKey: 'not-a-real-key-0123',
  headers: { 'x-team': 'evals' },
  extraBody: { chat_template_kwargs: { enable_thinking: false } },
  omit: ['top_p'],
  fetch: async () =>
    Response.json({ choices: [{ message: { role: 'assistant', content: '1' }, finish_reason: 'stop' }] }),
})
const judge = relevanceJudge({ client })

const { score } = await judge({ input: 'Où est la gare ?', output: 'Tout droit.' })
const signature = formatSignature((await judge.signature?.()) ?? {})
console.log(score, signature.includes('enable_thinking'), signature.includes('not-a-real-key'))
// 1 true false
