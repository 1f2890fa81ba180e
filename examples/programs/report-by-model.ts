// A report knows its metrics and its fields: a misspelt one does not compile.
import { evaluate, languageCorrectness, spellcheckRatio } from 'crosslingual'

const samples = [
  { model: 'a', output: 'Der Zug fährt um acht.', language: 'de' },
  { model: 'a', output: 'Le train part à huit heures.', language: 'fr' },
  { model: 'b', output: 'The train leaves at eight.', language: 'de' },
  { model: 'b', output: 'Le trein part à huit heures.', language: 'fr' },
]
const { groups } = await evaluate(samples, { scorers: [languageCorrectness(), spellcheckRatio()], by: ['model'] })

for (const { by, metrics } of groups) {
  const { mean, scored, wrongLanguage, skipped } = metrics.spellcheckRatio
  console.log(by.model, metrics.languageCorrectness.mean, mean?.toFixed(2), { scored, wrongLanguage, skipped })
}
// a 1 1.00 { scored: 1, wrongLanguage: 0, skipped: 1 }
// b 0.5 0.83 { scored: 1, wrongLanguage: 1, skipped: 0 }
