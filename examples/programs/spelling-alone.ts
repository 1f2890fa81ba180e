// Spelling counts where the language is right, so the verdict on the language comes along by itself.
import { evaluate, spellcheckRatio } from 'crosslingual'

const samples = [
  { output: 'Le train part à huit heures.', language: 'fr' },
  { output: 'The train leaves at eight.', language: 'fr' },
]
const { groups } = await evaluate(samples, { scorers: [spellcheckRatio()] })

const metrics = groups[0]?.metrics
console.log(metrics?.spellcheckRatio.mean, metrics?.languageCorrectness?.mean)
// 1 0.5
