// Score once, group as often as wanted.
import { languageCorrectness, type ScoredSample, scoreSamples, summarize } from 'crosslingual'

const samples = [
  { model: 'a', task: 'why', output: 'Parce que le pain sèche.', language: 'fr' },
  { model: 'a', task: 'list', output: 'Bread, water, salt.', language: 'fr' },
  { model: 'b', task: 'why', output: 'Porque o pão seca.', language: 'pt' },
]
const scored: ScoredSample<(typeof samples)[number], 'languageCorrectness'>[] = []
for await (const each of scoreSamples(samples, { scorers: [languageCorrectness()] })) scored.push(each)

for (const field of ['model', 'task'] as const) {
  const { groups } = await summarize(scored, { by: [field] })
  console.log(groups.map(({ by, metrics }) => `${by[field]}: ${metrics.languageCorrectness.mean}`).join(', '))
}
// a: 0.5, b: 1
// list: 0, why: 1
