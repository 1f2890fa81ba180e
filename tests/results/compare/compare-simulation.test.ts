import { describe, expect, test } from 'vitest'
import { compare, type ScoredSample, scored, skipped } from '../../../src/index.js'
import { count } from '../../support/counts.js'
import { drawnFrom, rightOrWrong, uniformNumbers } from '../../support/simulated-scores.js'

const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude', scales: 'right=binary,spelled=graded' }
const LANGUAGES = ['en', 'fr', 'pt', 'ru']
const RUNS = count(40, 1000)
const right = rightOrWrong(0.8)
const spelled = drawnFrom('spelled', [...Array(13).fill(1), ...Array(5).fill(0.95), 0.9, 0.6])

/** Two runs of one model over 40 prompts in four languages; a prompt's answers are alike. */
function equalRuns(run: number, shared: boolean): [ScoredSample[], ScoredSample[]] {
  const next = uniformNumbers(1000 * run + Number(shared))
  const sides: [ScoredSample[], ScoredSample[]] = [[], []]
  for (let prompt = 0; prompt < 40; prompt++) {
    const answers = right.answers(8, 0.5, next)
    const ratios = spelled.answers(8, 0.5, next)
    for (const [l, language] of LANGUAGES.entries()) {
      for (const [s, side] of sides.entries()) {
        side.push({
          sample: { id: shared ? `${prompt}` : `${prompt}-${language}`, language, output: '' },
          scores: [scored('right', answers[2 * l + s] as number), scored('spelled', ratios[2 * l + s] as number)],
          signature,
        })
      }
    }
  }
  return sides
}

// Of 40 runs, 5 % are 2; more than 5 are found by chance once in seventy, and of all 1000 more than 65.
describe('two equal models', () => {
  test.each([
    ['ids shared by the languages', true],
    ['ids of each language alone', false],
  ])(
    '%s: a difference is found in no more than 5 %% of the runs, in each family',
    { timeout: 600_000 },
    async (_, shared) => {
      const flagged: Record<string, number> = {}
      for (let run = 0; run < RUNS; run++) {
        const { rows } = await compare(...equalRuns(run, shared), { by: ['language'] })
        const families = new Set(
          rows.filter(({ verdict }) => verdict === 'a' || verdict === 'b').map(({ over }) => over),
        )
        for (const family of families) flagged[family] = (flagged[family] ?? 0) + 1
      }
      for (const count of Object.values(flagged)) expect(count / RUNS).toBeLessThanOrEqual(RUNS < 100 ? 5 / 40 : 0.065)
    },
  )

  test('one that answers hard prompts in another language is not taken for the better speller', async () => {
    const next = uniformNumbers(5)
    let flagged = 0
    for (let run = 0; run < RUNS; run++) {
      const sides: [ScoredSample[], ScoredSample[]] = [[], []]
      for (let prompt = 0; prompt < 113; prompt++) {
        const difficulty = next()
        for (const [s, side] of sides.entries()) {
          const ratio = Math.min(1, 1 - 0.1 * difficulty + 0.05 * (next() - 0.5))
          const wrong = s === 1 && difficulty > 0.5
          const score = wrong ? skipped('spelled', 'wrong-language', 'another language') : scored('spelled', ratio)
          side.push({ sample: { id: `${prompt}`, language: 'fr', output: '' }, scores: [score], signature })
        }
      }
      const { rows } = await compare(...sides, { by: [] })
      flagged += Number(rows[0]?.verdict !== 'not-distinguishable')
      expect((rows[0]?.b.mean as number) - (rows[0]?.a.mean as number)).toBeGreaterThan(0.01)
    }
    expect(flagged / RUNS).toBeLessThanOrEqual(RUNS < 100 ? 5 / 40 : 0.065)
  })
})
