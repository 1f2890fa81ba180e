import { describe, expect, test } from 'vitest'
import { type CompareOptions, compare, type Score, type ScoredSample, scored, skipped } from '../../../src/index.js'

const signature = { crosslingual: '1.0.0', wrongLanguage: 'exclude', scales: 'right=binary,spelled=graded' }
const excluded = (name: string) => skipped(name, 'wrong-language', 'the response is not in the expected language')

/** A scored sample; null is a score that was left out. */
function row(id: string, scores: Record<string, number | null>, fields: object = {}): ScoredSample {
  return {
    sample: { id, language: 'fr', output: '', ...fields },
    scores: Object.entries(scores).map(
      ([name, score]): Score => (score === null ? excluded(name) : scored(name, score)),
    ),
    signature,
  }
}

const rows = (metric: string, scores: readonly (number | null)[], idOf = (i: number) => `${i}`, fields = {}) =>
  scores.map((score, i) => row(idOf(i), { [metric]: score }, fields))

async function all(a: readonly ScoredSample[], b: readonly ScoredSample[], options: CompareOptions = { by: [] }) {
  const { rows: found } = await compare(a, b, options)
  return found.find(({ over }) => over === 'all') as (typeof found)[number]
}

describe('compare', () => {
  // 8 against 1 of 20: two-sided exact binomial 2 · (1 + 9) / 2⁹.
  test('few 0/1 scores that differ: McNemar’s exact test, and an interval that says the same', async () => {
    const a = [...Array(8).fill(1), 0, ...Array(11).fill(1)]
    const b = [...Array(8).fill(0), 1, ...Array(11).fill(1)]
    const found = await all(rows('right', a), rows('right', b))
    expect(found).toMatchObject({ pairs: 20, prompts: 20, wins: 8, ties: 11, losses: 1, verdict: 'a' })
    expect(found.difference).toBeCloseTo(7 / 20, 12)
    expect(found.p).toBeCloseTo((2 * 10) / 2 ** 9, 12)
    expect(found.interval?.[0]).toBeGreaterThan(0)
  })

  // By hand: sums of the clusters' differences 0.2, −0.1, 0.3, 0.1 over sizes 2; mean 0.0625; t of 3 degrees.
  test('samples of one id are one cluster', async () => {
    const a = [0.6, 0.6, 0.4, 0.5, 0.9, 0.9, 0.5, 0.6]
    const b = [0.5, 0.5, 0.5, 0.5, 0.7, 0.8, 0.5, 0.5]
    const idOf = (i: number) => `${i >> 1}`
    const fields = (i: number) => ({ language: ['fr', 'ru'][i % 2] })
    const side = (scores: number[]) => scores.map((score, i) => row(idOf(i), { spelled: score }, fields(i)))
    const found = await all(side(a), side(b))
    expect(found).toMatchObject({ pairs: 8, prompts: 4 })
    expect(found.difference).toBeCloseTo(0.0625, 12)
    // Signs: of 16 ways to set them, the sum is as far out as 0.5 in six: all alike, or one of the two that are 0.1 unlike the rest.
    expect(found.p).toBeCloseTo(6 / 16, 12)
  })

  test('the difference is over what both have, beside each one’s own mean, and bounds for the rest', async () => {
    // Equal spellers; b answers the two hard prompts in another language.
    const a = rows('spelled', [1, 0.9, 0.5, 0.4])
    const b = rows('spelled', [1, 0.9, null, null])
    const found = await all(a, b)
    expect(found.a).toEqual({ mean: 0.7, scored: 4, total: 4 })
    expect(found.b).toEqual({ mean: 0.95, scored: 2, total: 4 })
    expect(found).toMatchObject({ pairs: 2, difference: 0, verdict: 'not-distinguishable' })
    expect(found.bounds?.[0]).toBeCloseTo((0.5 - 1 + 0.4 - 1) / 4, 12)
    expect(found.bounds?.[1]).toBeCloseTo((0.5 + 0.4) / 4, 12)
  })

  test('equal runs differ by 0, and the interval has a width', async () => {
    const found = await all(rows('right', Array(30).fill(1)), rows('right', Array(30).fill(1)))
    expect(found).toMatchObject({ difference: 0, p: 1, verdict: 'not-distinguishable', ties: 30 })
    // 1 − 0.025^(1/30)
    expect(found.interval?.[1]).toBeCloseTo(0.1157, 4)
  })

  test('by language and task, with a macro mean in which each language counts the same', async () => {
    const side = (shift: number) => [
      ...rows('spelled', Array(30).fill(0.5 + shift), (i) => `${i}`, { language: 'fr', task: 'x' }),
      ...rows('spelled', [0.5, 0.6], (i) => `${i}`, { language: 'ru', task: 'y' }),
    ]
    const result = await compare(side(0.2), side(0))
    const found = result.rows.map(({ over, group, difference }) => [over, group, Number(difference?.toFixed(6))])
    expect(found).toEqual([
      ['macro', {}, 0.1],
      ['all', {}, Number(((30 * 0.2) / 32).toFixed(6))],
      ['group', { language: 'fr' }, 0.2],
      ['group', { language: 'ru' }, 0],
      ['group', { task: 'x' }, 0.2],
      ['group', { task: 'y' }, 0],
    ])
    expect(result.samples).toEqual({ both: 32, a: 0, b: 0 })
  })

  test('which of the two comes first changes signs alone', async () => {
    const a = rows('spelled', [0.9, 0.8, 0.7, 0.9, 0.85, 1])
    const b = rows('spelled', [0.8, 0.7, 0.75, 0.9, 0.8, 0.9])
    const [one, other] = [await all(a, b), await all(b, a)]
    expect(other.difference).toBeCloseTo(-(one.difference as number), 12)
    expect(other.p).toBeCloseTo(one.p as number, 12)
    expect(other.interval?.[0]).toBeCloseTo(-(one.interval?.[1] as number), 12)
    expect([other.wins, other.losses]).toEqual([one.losses, one.wins])
  })

  test('one prompt has no interval', async () => {
    const found = await all(
      rows('right', [1, 1], () => 'same'),
      rows('right', [0, 1], () => 'same'),
    )
    expect(found).toMatchObject({ interval: null, noInterval: 'one-prompt', verdict: 'unknown', p: null })
  })

  test('modified instructions of one id in several languages are several samples', async () => {
    const modified = ['en', 'fr', 'pt'].map((instructionLanguage) =>
      row('c-4+lang_ru', { right: 1 }, { language: 'ru', modifier: 'lang_ru', instructionLanguage }),
    )
    expect((await compare(modified, modified)).samples).toEqual({ both: 3, a: 0, b: 0 })
  })

  test.each<[string, ScoredSample[], ScoredSample[], RegExp]>([
    ['no id', [{ ...row('', { right: 1 }) }], rows('right', [1]), /a: a sample has no id/],
    ['nothing in common', rows('right', [1]), rows('right', [1], () => 'z'), /no sample is in both/],
    [
      'scored in another way',
      rows('right', [1]),
      [{ ...row('0', { right: 1 }), signature: { ...signature, crosslingual: '2.0.0' } }],
      /crosslingual: 1.0.0 ≠ 2.0.0.*score both in the same way/,
    ],
  ])('%s is a RangeError', async (_, a, b, message) => {
    await expect(compare(a, b)).rejects.toThrow(message)
  })
})
