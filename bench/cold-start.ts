import { measure, median } from './measure.js'

const sentences = {
  en: 'The council will meet tomorrow evening.',
  fr: 'Le conseil se réunira demain soir.',
  pt: 'O conselho vai reunir-se amanhã à noite.',
  ru: 'Совет соберётся завтра вечером.',
}

/** A new process: how long importing the package takes, then the first score, and the memory at most; medians of seven. */
export function benchColdStart(): string[] {
  const lines = ['| first score from a cold start | import, ms | then, ms | peak MB |', '|---|---:|---:|---:|']
  const add = (scorer: string, language: keyof typeof sentences) => {
    const runs = Array.from({ length: 7 }, () => {
      const { stderr, megabytes } = measure(['--input-type=module', '--eval', script(scorer, language)])
      const [imported = Number.NaN, scored = Number.NaN] = JSON.parse(stderr.split('\n', 1)[0] ?? '') as number[]
      return [imported, scored, megabytes] as const
    })
    const cells = ([0, 1, 2] as const).map((i) => median(runs.map((run) => run[i])).toFixed(0))
    lines.push(`| ${scorer}, ${language} | ${cells.join(' | ')} |`)
  }
  add('languageCorrectness', 'fr')
  for (const language of ['en', 'fr', 'pt', 'ru'] as const) add('spellcheckRatio', language)
  return lines
}

function script(scorer: string, language: keyof typeof sentences): string {
  return `const start = performance.now()
const { ${scorer} } = await import('./dist/index.js')
const imported = performance.now()
const score = await ${scorer}()(${JSON.stringify({ output: sentences[language], language })})
const end = performance.now()
if (score.status !== 'scored') throw new Error(JSON.stringify(score))
console.error(JSON.stringify([imported - start, end - imported]))`
}
