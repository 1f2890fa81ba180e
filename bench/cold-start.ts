import { measure, median } from './measure.js'

const sentences = {
  en: 'The council will meet tomorrow evening.',
  fr: 'Le conseil se réunira demain soir.',
  pt: 'O conselho vai reunir-se amanhã à noite.',
  ru: 'Совет соберётся завтра вечером.',
}

/** From starting Node to the first score, and the memory that took: median of five. */
export function benchColdStart(): string[] {
  const lines = ['| first score from a cold start | seconds | peak MB |', '|---|---:|---:|']
  const add = (what: string, script: string) => {
    const runs = Array.from({ length: 5 }, () => measure(['--input-type=module', '--eval', script]))
    const seconds = median(runs.map((run) => run.seconds)).toFixed(2)
    lines.push(`| ${what} | ${seconds} | ${median(runs.map((run) => run.megabytes)).toFixed(0)} |`)
  }
  add('import alone', `await import('./dist/index.js')`)
  add('languageCorrectness', first('languageCorrectness', 'fr', sentences.fr))
  for (const [language, sentence] of Object.entries(sentences)) {
    add(`spellcheckRatio, ${language}`, first('spellcheckRatio', language, sentence))
  }
  return lines
}

function first(scorer: string, language: string, output: string): string {
  const args = JSON.stringify({ output, language })
  return `const { ${scorer} } = await import('./dist/index.js')
const score = await ${scorer}()(${args})
if (score.status !== 'scored') throw new Error(JSON.stringify(score))`
}
