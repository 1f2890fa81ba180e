// A researcher's cell: a few texts, a few lines. Run: npx tsx examples/score-a-few.ts
import { languageCorrectness, spellcheckRatio } from 'crosslingual'

const inLanguage = languageCorrectness({ language: 'fr' })
const inWords = spellcheckRatio({ language: 'fr' })

const responses = [
  'La tour Eiffel mesure 330 mètres et se trouve à Paris.',
  'Sure! The Eiffel Tower is 330 metres tall and stands in Paris.',
  'La tour Eifel mezure 330 mètres et se trouve a Pariss.',
]

for (const output of responses) {
  const [language, spelling] = await Promise.all([inLanguage({ output }), inWords({ output })])
  console.log(output)
  console.log(`  ${language.name} ${language.score} (detected: ${language.metadata.detected})`)
  console.log(
    `  ${spelling.name} ${spelling.score?.toFixed(2)} (misspelt: ${JSON.stringify(spelling.metadata.misspelled)})`,
  )
}
