import { languageCorrectness, spellcheckRatio } from '../src/index.js'
import { demoSamples } from '../tests/support/demo.js'
import { ownWord } from './demo-file.js'
import { median, processorTime } from './measure.js'

const LENGTHS = [100, 1000, 10_000, 100_000]
/** Scored at each length in each round. */
const CHARACTERS = 1e6
const ROUNDS = 5

/** Processor time for 1000 characters of ever longer French responses: the demo's, one after another, each with a last word of its own. Medians of five rounds. */
export async function benchResponseLength(): Promise<string[]> {
  const scorers = [languageCorrectness({ language: 'fr' }), spellcheckRatio({ language: 'fr' })]
  const french = demoSamples.filter(({ language }) => language === 'fr').map(({ output }) => output)
  let next = 0
  const response = (length: number) => {
    let text = ''
    for (; text.length < length; next++) text += `${french[next % french.length]} ${ownWord(next)}\n`
    return text.slice(0, length)
  }
  const round = async (length: number) => {
    const texts = Array.from({ length: CHARACTERS / length }, () => response(length))
    const times: number[] = []
    for (const scorer of scorers) {
      const start = processorTime()
      for (const output of texts) await scorer({ output })
      times.push(((processorTime() - start) / CHARACTERS) * 1000)
    }
    return times
  }
  for (const length of LENGTHS) await round(length)
  const rounds: number[][][] = []
  for (let i = 0; i < ROUNDS; i++) {
    const times: number[][] = []
    for (const length of LENGTHS) times.push(await round(length))
    rounds.push(times)
  }
  return [
    `| µs of processor for 1000 characters, of responses of | ${scorers.map(({ name }) => name).join(' | ')} |`,
    '|---|---:|---:|',
    ...LENGTHS.map((length, i) => {
      const medians = scorers.map((_, s) => median(rounds.map((times) => times[i]?.[s] ?? Number.NaN)).toFixed(0))
      return `| ${length} characters | ${medians.join(' | ')} |`
    }),
  ]
}
