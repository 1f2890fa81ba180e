// Two models side by side, under each wrong-language policy. Run: npx tsx examples/evaluate-two-models.ts
import { readFileSync } from 'node:fs'
import { evaluate, languageCorrectness, type Sample, spellcheckRatio } from 'crosslingual'

const samples: Sample[] = readFileSync(new URL('../fixtures/language-confusion.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))

for (const wrongLanguage of ['exclude', 'zero', 'include'] as const) {
  const scorers = [languageCorrectness(), spellcheckRatio()]
  const { macro } = await evaluate(samples, { scorers, by: ['model', 'language'], wrongLanguage })
  for (const { by, languages, metrics } of macro) {
    const { mean, over = [], missing = [] } = metrics.spellcheckRatio ?? {}
    console.log(
      `${wrongLanguage.padEnd(8)} ${by.model?.padEnd(17)} spelling, ${languages}: ${((mean ?? NaN) * 100).toFixed(1)} % ` +
        `(over ${over.join(', ')}; no dictionary: ${missing.join(', ')})`,
    )
  }
}
