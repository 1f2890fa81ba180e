// A rubric of one's own: the places of the prompt say what it needs of a sample.
import { judgeScorer } from 'crosslingual'
import { chatClient } from 'crosslingual/llm'

const client = chatClient({ model: 'polite', run: () => 'formal' })
const register = judgeScorer({
  name: 'register',
  client,
  prompt: 'Task: {{input}}\nAnswer to judge:\n{{output}}\n\nHow does it address the reader: formal, mixed or informal?',
  choices: { formal: 1, mixed: 0.5, informal: 0 },
})

const score = await register({ input: 'Écrivez au maire.', output: 'Monsieur, je vous écris au sujet du parc.' })
console.log(score.name, score.score)
if (score.status === 'scored') console.log(score.metadata.choice)
// register 1
// formal
