// Makes docs/public/report.png anew: what `display` shows of three responses and of their report. Run: npx tsx scripts/pictures.ts
import { fileURLToPath } from 'node:url'
import { evaluate, languageCorrectness, type ScoredSample, scoreSamples, spellcheckRatio } from '../src/index.js'
import { display } from '../src/report/index.js'
import { closeChromium, newPage } from '../tests/support/chromium.js'

const scorers = [languageCorrectness(), spellcheckRatio()]
const samples = [
  'La tour Eiffel mesure 330 mètres.',
  'La tour Eiffel mezure 330 mètres.',
  'The Eiffel Tower is 330 metres tall.',
].map((output, index) => ({ id: `${index + 1}`, language: 'fr', output }))

const scored: ScoredSample[] = []
for await (const each of scoreSamples(samples, { scorers })) scored.push(each)
const report = await evaluate(samples, { scorers, by: ['language'] })
const shown = [display(scored), display(report)].map((each) => each['text/html'])

const { page } = await newPage(
  (reason) => {
    throw new Error(reason)
  },
  { width: 390, height: 100, deviceScaleFactor: 2 },
)
await page.setContent(`<!doctype html><meta name="viewport" content="width=device-width">
<style>body { margin: 0; padding: 16px; background: white; color: #222 }</style>${shown.join('')}`)
await page.screenshot({ path: fileURLToPath(new URL('../docs/public/report.png', import.meta.url)), fullPage: true })
await closeChromium()
