import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languageCorrectness, type Sample, type Score, spellcheckRatio } from '../../src/index.js'

/** Real answers of a small model whose template opens its reasoning, so that `</think>` comes without `<think>`: fixtures/README.md. */
const samples = readFileSync('fixtures/thinking/smollm2-135m-instruct.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample & { id: string })

const shown = ({ status, score, reason }: Score) => (status === 'scored' ? score.toFixed(2) : reason)

describe('responses of a model that thinks', () => {
  /** It thinks in English, whatever it is asked in. Measured whole, that counts as misspelt French. */
  test.each([
    ['mathematics-1', 'en', '1.00 1.00', '1.00 1.00', 'no-reasoning'],
    ['calculation-1', 'en', '1.00 1.00', '1.00 1.00', '1.00'],
    ['calculation-2', 'en', '1.00 1.00', '1.00 1.00', '1.00'],
    ['mathematics-1', 'fr', '0.00 0.25', '0.00 0.21', '0.00'],
    ['calculation-1', 'fr', '1.00 0.81', '1.00 1.00', '1.00'],
    ['calculation-2', 'fr', '1.00 0.82', '1.00 1.00', '0.00'],
    ['mathematics-1', 'pt', '0.00 0.23', '0.00 0.31', '0.00'],
    ['calculation-1', 'pt', '1.00 0.64', '1.00 0.78', '0.00'],
    ['calculation-2', 'pt', '1.00 0.83', '1.00 1.00', '1.00'],
    ['mathematics-1', 'ru', '0.00 0.00', '0.00 0.00', '0.00'],
    ['calculation-1', 'ru', '0.00 0.00', '0.00 0.00', '0.00'],
    ['calculation-2', 'ru', '0.00 0.00', '0.00 0.00', '0.00'],
  ])(
    '%s in %s: whole %s, the answer %s, in the language of its reasoning %s',
    async (id, language, whole, answer, reasoning) => {
      const sample = samples.find((each) => each.id === id && each.language === language) as Sample
      const both = async (options: { text?: 'whole' }) =>
        `${shown(await languageCorrectness(options)(sample))} ${shown(await spellcheckRatio(options)(sample))}`
      expect([await both({ text: 'whole' }), await both({})]).toEqual([whole, answer])
      expect(shown(await languageCorrectness({ of: 'reasoning' })(sample))).toBe(reasoning)
    },
  )

  test('they score as what stands behind the end of the reasoning does', async () => {
    const closed = samples.filter(({ output }) => output.split('</think>').length === 2)
    expect(closed.length).toBeGreaterThan(8)
    for (const sample of closed) {
      const answer = { ...sample, output: sample.output.split('</think>')[1] as string }
      for (const scorer of [languageCorrectness(), spellcheckRatio()]) {
        const [of, bare] = [await scorer(sample), await scorer(answer)]
        expect([of.status, of.score]).toEqual([bare.status, bare.score])
      }
    }
  })

  test('how much was left out is said', async () => {
    const counts = await Promise.all(
      samples.map(async (sample) => (await languageCorrectness()(sample)).metadata.leftOut?.reasoning ?? 0),
    )
    expect(counts.filter((count) => count > 0)).toHaveLength(11)
  })
})
