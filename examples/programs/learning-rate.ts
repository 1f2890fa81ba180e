// Which learning rate, for each configuration, as the paper chooses it.
import { evaluate, languageCorrectness, reportRecords, select, spellcheckRatio } from 'crosslingual'

const answers = (configuration: string, learningRate: string, output: string) => ({
  configuration,
  learningRate,
  output,
  language: 'fr',
})
const samples = [
  answers('lora', '1e-5', 'Le train part à huit heures.'),
  answers('lora', '1e-4', 'Le trein par à huit heurs.'),
  answers('full', '1e-6', 'The train leaves at eight.'),
  answers('full', '1e-5', 'Le train part à huit heures.'),
]
const by = ['configuration', 'learningRate', 'language'] as const
const report = await evaluate(samples, { scorers: [languageCorrectness(), spellcheckRatio()], by })

const selection = select(reportRecords(report), {
  configuration: ['configuration'],
  choose: 'learningRate',
  metrics: ['languageCorrectness', 'spellcheckRatio'],
})
for (const { configuration, outcome, choice } of selection.configurations) {
  console.log(configuration.configuration, outcome, choice)
}
// full chosen 1e-5
// lora chosen 1e-5
