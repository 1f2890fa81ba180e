// One number of several: a weighted mean for a chart, a bar for a release.
import { languageCorrectness, minimumBar, spellcheckRatio, weightedMean } from 'crosslingual'

const quality = weightedMean({
  name: 'quality',
  parts: [
    { scorer: languageCorrectness(), weight: 2 },
    { scorer: spellcheckRatio(), weight: 1 },
  ],
})
const releasable = minimumBar({
  name: 'releasable',
  parts: [
    { scorer: languageCorrectness(), min: 1 },
    { scorer: spellcheckRatio(), min: 0.9 },
  ],
})

const sample = { output: 'La tour Eifel mesure 330 mètres.', language: 'fr' }
for (const scorer of [quality, releasable]) {
  const { name, score } = await scorer(sample)
  console.log(name, score?.toFixed(2))
}
// quality 0.93
// releasable 0.00
