// Two models judge the same responses. Any function that asks a model is a client; here two that always say the same.
import { evaluate, relevanceJudge } from 'crosslingual'
import { chatClient } from 'crosslingual/llm'

const strict = chatClient({ model: 'strict', run: () => ({ text: '0', finishReason: 'stop' }) })
const kind = chatClient({ model: 'kind', run: async (_messages, { temperature }) => (temperature === 0 ? '1' : '0') })

const samples = [{ input: 'Où est la gare ?', output: 'Tout droit, puis à gauche.', language: 'fr' }]
const scorers = [
  relevanceJudge({ name: 'strict', client: strict }),
  relevanceJudge({ name: 'kind', client: kind }),
] as const
const { groups } = await evaluate(samples, { scorers })

console.log(groups[0]?.metrics.strict.mean, groups[0]?.metrics.kind.mean)
// 0 1
