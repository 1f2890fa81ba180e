import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SelectionRecord, type SelectOptions, select } from '../../../src/index.js'
import { formatSelection } from '../../../src/report/index.js'

const options: SelectOptions = { configuration: ['model'], choose: 'learningRate' }

/** `{ '1e-5': { relevance: [en, fr] } }` as records of one model. */
function table(
  candidates: Record<string, Record<string, readonly (number | null | undefined)[]>>,
  { model = 'a', languages = ['en', 'fr'] }: { model?: string; languages?: string[] } = {},
): SelectionRecord[] {
  return Object.entries(candidates).flatMap(([learningRate, metrics]) =>
    Object.entries(metrics).flatMap(([metric, means]) =>
      means.flatMap((mean, i) =>
        mean === undefined ? [] : [{ model, learningRate, language: languages[i] as string, metric, mean }],
      ),
    ),
  )
}

const only = (records: readonly SelectionRecord[], more: Partial<SelectOptions> = {}) => {
  const { configurations } = select(records, { ...options, ...more })
  expect(configurations).toHaveLength(1)
  return configurations[0] as (typeof configurations)[number]
}

describe('select', () => {
  test('the best mean of macro means: every language counts the same, and every metric', () => {
    const one = only(table({ '1e-6': { x: [0.9, 0.5], y: [1, 1] }, '1e-5': { x: [0.8, 0.8], y: [1, 0.9] } }))
    expect(one).toMatchObject({ outcome: 'chosen', choice: '1e-5', tied: [], languages: ['en', 'fr'] })
    expect(one.candidates.map(({ value, score }) => [value, score?.toFixed(6)])).toEqual([
      ['1e-6', '0.850000'],
      ['1e-5', '0.875000'],
    ])
    expect(one.candidates[0]?.metrics).toEqual({ x: expect.closeTo(0.7, 12), y: 1 })
  })

  test('metrics that are not ranked by do not count; languages can be named', () => {
    const records = table({ '1e-6': { x: [0.9, 0.5], y: [0, 0] }, '1e-5': { x: [0.6, 0.6], y: [1, 1] } })
    expect(only(records, { metrics: ['x'] }).choice).toBe('1e-6')
    expect(only(records, { metrics: ['x'], languages: ['fr'] })).toMatchObject({ choice: '1e-5', languages: ['fr'] })
  })

  test('the bar: the best candidate under it is not chosen; each fault is named with its metric, language and amount', () => {
    const records = table({ '1e-5': { x: [0.7, 0.7] }, '1e-4': { x: [1, 0.6] } })
    const one = only(records, { minimums: [{ metric: 'x', min: 0.65 }] })
    expect(one.choice).toBe('1e-5')
    expect(one.candidates[1]).toMatchObject({
      score: 0.8,
      below: [{ metric: 'x', language: 'fr', mean: 0.6, min: 0.65, shortfall: expect.closeTo(0.05, 12) }],
    })
    expect(only(records, { minimums: [{ metric: 'x', language: 'en', min: 0.65 }] }).choice).toBe('1e-4')
    expect(only(records, { minimums: [{ metric: 'x', min: 0.7 }] }).choice).toBe('1e-5') // reached is not below
  })

  test('a configuration is dropped when every candidate is under the bar', () => {
    const one = only(table({ '1e-5': { x: [1, 0.7] }, '1e-4': { x: [0.6, 1] } }), {
      minimums: [{ metric: 'x', min: 0.75 }],
    })
    expect(one).toMatchObject({ outcome: 'dropped', choice: null })
    expect(one.candidates.map(({ below }) => below.map(({ language }) => language))).toEqual([['fr'], ['en']])
  })

  test('the bar may be on a metric that is not ranked by', () => {
    const records = table({ '1e-5': { x: [0.5, 0.5], y: [1, 1] }, '1e-4': { x: [1, 1], y: [1, 0] } })
    expect(only(records, { metrics: ['x'], minimums: [{ metric: 'y', min: 0.5 }] }).choice).toBe('1e-5')
  })

  test.each<[string, readonly (number | null | undefined)[]]>([
    ['a language that another candidate has', [1, undefined]],
    ['a null mean', [1, null]],
    ['a metric', []],
  ])('incomplete without %s: stated, and not chosen over a complete one', (_, means) => {
    const one = only(table({ '1e-5': { x: [0.1, 0.1], y: [0.1, 0.1] }, '1e-4': { x: means, y: [1, 1] } }))
    expect(one).toMatchObject({ outcome: 'chosen', choice: '1e-5' })
    const lacking = means.length === 0 ? ['en', 'fr'] : ['fr']
    expect(one.candidates[1]).toMatchObject({
      score: null,
      metrics: { x: null, y: 1 },
      missing: lacking.map((language) => ({ metric: 'x', language })),
    })
  })

  test('only incomplete candidates, or incomplete and dropped ones: undecided', () => {
    expect(only(table({ '1e-5': { x: [1, null] } }))).toMatchObject({ outcome: 'undecided', choice: null })
    const minimums = [{ metric: 'x', min: 0.5 }]
    const mixed = table({ '1e-5': { x: [1, null] }, '1e-4': { x: [1, 0.4] } })
    expect(only(mixed, { minimums })).toMatchObject({ outcome: 'undecided', choice: null })
    // measured to be under the bar, it is dropped whatever the cells that it lacks might say
    expect(only(table({ '1e-5': { x: [0.4, null] } }), { minimums })).toMatchObject({ outcome: 'dropped' })
  })

  test('a bar in a language that the configuration lacks has not been reached, nor missed', () => {
    const records = [...table({ '1e-5': { x: [1] } }), ...table({ '1e-5': { x: [1, 1] } }, { model: 'b' })]
    const { configurations } = select(records, { ...options, minimums: [{ metric: 'x', language: 'fr', min: 0.5 }] })
    expect(configurations.map(({ outcome }) => outcome)).toEqual(['undecided', 'chosen'])
    expect(configurations[0]?.candidates[0]?.missing).toEqual([{ metric: 'x', language: 'fr' }])
  })

  describe('ties', () => {
    const records = table({ '1e-4': { x: [0.7, 0.7] }, '1e-5': { x: [0.8, 0.6 + 1e-12] }, '1e-6': { x: [0.6, 0.6] } })
    test('are stated, all of them, and none is chosen', () => {
      expect(only(records)).toMatchObject({ outcome: 'tied', choice: null, tied: ['1e-5', '1e-4'] })
    })
    test.each([
      ['smallest', '1e-5'],
      ['largest', '1e-4'],
    ] as const)('unless the %s is preferred', (prefer, choice) => {
      expect(only(records, { prefer })).toMatchObject({ outcome: 'chosen', choice, tied: ['1e-5', '1e-4'] })
    })
    test('a difference of a millionth is none', () => {
      expect(only(table({ '1e-4': { x: [0.7, 0.7] }, '1e-5': { x: [0.7, 0.700001] } }))).toMatchObject({
        choice: '1e-5',
        tied: [],
      })
    })
    test('two spellings of one number stay tied; what is no number cannot be preferred', () => {
      const spelt = table({ '1e-5': { x: [1, 1] }, '0.00001': { x: [1, 1] } })
      expect(only(spelt, { prefer: 'largest' })).toMatchObject({ outcome: 'tied', choice: null })
      expect(() => only(table({ lora: { x: [1, 1] }, full: { x: [1, 1] } }), { prefer: 'largest' })).toThrow(
        /prefer largest: of the tied values full, lora, "full" is not a number/,
      )
    })
  })

  test('values sort by size, also those given as numbers; configurations by their fields, null ones too', () => {
    const records = [10, 9, 0.5].flatMap((scale) =>
      ['b', undefined].map((model) => ({ model, scale, language: 'en', metric: 'x', mean: 1 / scale / 4 })),
    )
    const { configurations } = select(records, { configuration: ['model'], choose: 'scale' })
    expect(configurations.map(({ configuration, choice }) => [configuration, choice])).toEqual([
      [{ model: 'b' }, '0.5'],
      [{ model: null }, '0.5'],
    ])
    expect(configurations[0]?.candidates.map(({ value }) => value)).toEqual(['0.5', '9', '10'])
  })

  test('no records, no configurations', () => {
    expect(select([], options)).toEqual({
      options: { ...options, metrics: [], minimums: [], prefer: null },
      configurations: [],
    })
    expect(formatSelection(select([], options))).toBe('no configurations\n')
  })

  const [cell] = table({ '1e-5': { relevance: [1] } }) as [SelectionRecord]
  test.each<[string, SelectionRecord[], Partial<SelectOptions>, RegExp]>([
    ['an unknown metric', [cell], { metrics: ['relevanse'] }, /the metric "relevanse"; did you mean "relevance"\?/],
    [
      'an unknown metric in the bar',
      [cell],
      { minimums: [{ metric: 'z', min: 0 }] },
      /metric "z" \(metrics: relevance\)/,
    ],
    ['an unknown language', [cell], { minimums: [{ metric: 'relevance', language: 'fr', min: 0 }] }, /language "fr"/],
    ['an unknown field', [cell], { choose: 'learningrate' }, /field "learningrate"; did you mean "learningRate"\?/],
    ['a field in two roles', [cell], { configuration: ['learningRate'] }, /cannot be one of the configuration too/],
    ['an unknown preference', [cell], { prefer: 'first' as 'largest' }, /smallest or largest, got "first"/],
    ['no metrics', [cell], { metrics: [] }, /name at least one/],
    ['a bar that is no number', [cell], { minimums: [{ metric: 'relevance', min: NaN }] }, /must be a number, got NaN/],
    [
      'a cell twice',
      [cell, { ...cell, mean: 0.5 }],
      {},
      /relevance in en comes twice for model a, learningRate 1e-5: 1 and 0\.5/,
    ],
    ['a record without a value', [cell, { ...cell, learningRate: '' }], {}, /record 2 .*has no learningRate to choose/],
    ['a mean that is none', [{ ...cell, mean: NaN }], {}, /record 1: mean must be a finite number or null, got NaN/],
    ['a language that is none', [{ ...cell, language: '' }], {}, /record 1: language must be text/],
    ['an object as a value', [{ ...cell, model: {} }], {}, /record 1: model must be text or a number, got an object/],
  ])('%s is an error that says so', (_, records, more, message) => {
    expect(() => select(records, { ...options, ...more })).toThrow(message)
  })
})

describe('laws of select', () => {
  const mean = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 20 }).map((n) => n / 20) }, fc.constant(null))
  const values = ['1e-6', '1e-5', '1e-4', '3e-4']
  const cells = fc.array(
    fc.record({
      model: fc.constantFrom('a', 'b'),
      learningRate: fc.constantFrom(...values.slice(0, 3)),
      language: fc.constantFrom('en', 'fr', 'ru'),
      metric: fc.constantFrom('x', 'y'),
      mean,
    }),
    { minLength: 1, maxLength: 36 },
  )
  const unique = (records: readonly SelectionRecord[]) => [
    ...new Map(records.map((r) => [[r.model, r.learningRate, r.language, r.metric].join(), r])).values(),
  ]
  const records = cells.map(unique)
  const bar = (min: number): Partial<SelectOptions> => ({ minimums: [{ metric: 'x', min }] })
  const withX = records.filter((all) => all.some(({ metric }) => metric === 'x'))

  test('the order of the records does not matter', () => {
    const shuffled = records.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(select(other, options)).toEqual(select(all, options))
      }),
    )
  })

  test('a candidate that is worse in every cell changes no choice', () => {
    fc.assert(
      fc.property(records, (all) => {
        const before = select(all, options)
        const worst = before.configurations.flatMap(({ configuration, languages }) =>
          languages.flatMap((language) =>
            before.options.metrics.map((metric) => ({
              ...configuration,
              learningRate: '3e-4',
              language,
              metric,
              mean: -1,
            })),
          ),
        ) as SelectionRecord[]
        const after = select([...all, ...worst], options)
        for (const [i, { outcome, choice, tied }] of before.configurations.entries()) {
          if (outcome === 'undecided') continue // the worse one may be the only complete one
          expect(after.configurations[i]).toMatchObject({ outcome, choice, tied })
        }
      }),
    )
  })

  test('a higher bar lets through no more: what is dropped stays dropped, and no choice gets a better score', () => {
    const unit = fc.integer({ min: 0, max: 20 }).map((n) => n / 20)
    fc.assert(
      fc.property(withX, unit, unit, (all, one, two) => {
        const [low, high] = [Math.min(one, two), Math.max(one, two)]
        const lower = select(all, { ...options, ...bar(low), prefer: 'smallest' }).configurations
        const higher = select(all, { ...options, ...bar(high), prefer: 'smallest' }).configurations
        for (const [i, below] of lower.entries()) {
          const above = higher[i] as (typeof higher)[number]
          if (below.outcome === 'dropped') expect(above.outcome).toBe('dropped')
          const score = ({ candidates, choice }: typeof above) =>
            candidates.find(({ value }) => value === choice)?.score ?? Number.NEGATIVE_INFINITY
          expect(score(above)).toBeLessThanOrEqual(score(below) + 1e-9)
          for (const [j, { below: faults }] of below.candidates.entries()) {
            expect(above.candidates[j]?.below.length).toBeGreaterThanOrEqual(faults.length)
          }
        }
      }),
    )
  })

  test('what is chosen is complete, over the bar and best; nothing is NaN; all is JSON; it can be printed', () => {
    fc.assert(
      fc.property(withX, (all) => {
        const selection = select(all, { ...options, ...bar(0.5) })
        expect(JSON.parse(JSON.stringify(selection))).toEqual(selection)
        for (const { candidates, choice, outcome } of selection.configurations) {
          expect(choice === null).toBe(outcome !== 'chosen')
          const chosen = candidates.find(({ value }) => value === choice)
          if (chosen === undefined) continue
          expect([chosen.below, chosen.missing]).toEqual([[], []])
          for (const { score, below, missing } of candidates) {
            if (below.length + missing.length === 0) expect(score).toBeLessThanOrEqual(chosen.score as number)
          }
        }
        expect(formatSelection(selection)).not.toMatch(/NaN|undefined/)
      }),
    )
  })
})
