// Is the new model worse than the old one? As in CI, in code.
import { evaluate, gate } from 'crosslingual'

const answers = (share: number) =>
  Array.from({ length: 40 }, (_, id) => ({
    id: `${id}`,
    output: id < share * 40 ? 'Le train part à huit heures.' : 'The train leaves at eight.',
    language: 'fr',
  }))
const [before, after] = [
  await evaluate(answers(1), { by: ['language'] }),
  await evaluate(answers(0.5), { by: ['language'] }),
]

const { outcome, checks } = gate(after, {
  baseline: before,
  rules: [
    { metric: 'languageCorrectness', min: 0.9 },
    { metric: 'languageCorrectness', maxDrop: 0.05 },
  ],
})
console.log(
  outcome,
  checks.map(({ check, outcome: each }) => `${check}: ${each}`),
)
// quality [ 'min: quality', 'maxDrop: quality' ]
