// A scorer of one's own beside ours, combined, and held to the minimal bar. Run: npx tsx examples/own-scorer.ts
import {
  defineScorer,
  languageCorrectness,
  minimumBar,
  scored,
  skipped,
  spellcheckRatio,
  weightedMean,
} from 'crosslingual'

const brevity = defineScorer('brevity', ({ output }) => {
  const length = [...output].length
  return length === 0
    ? skipped('brevity', 'empty', 'nothing to measure')
    : scored('brevity', Math.min(1, 80 / length), { length })
})

const quality = weightedMean({
  name: 'quality',
  parts: [
    { scorer: languageCorrectness(), weight: 2 },
    { scorer: spellcheckRatio(), weight: 1 },
    { scorer: brevity, weight: 1 },
  ],
})
const bar = minimumBar({
  parts: [
    { scorer: languageCorrectness(), min: 1 },
    { scorer: spellcheckRatio(), min: 0.9 },
  ],
})

const sample = { output: 'O comboio parte às oito e xega ao meio-dia.', language: 'pt' }
console.log(await quality(sample))
console.log(await bar(sample))
