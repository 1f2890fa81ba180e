import { describe, expect, test } from 'vitest'
import {
  defineScorer,
  evaluate,
  failed,
  languageCorrectness,
  minimumBar,
  type Report,
  type Sample,
  type Scorer,
  scored,
  scoreSamples,
  skipped,
  spellcheckRatio,
  withDefaults,
} from '../../src/index.js'

/** Scorers that read the score from the sample, so that what the aggregation does is all there is to see. */
const verdict: Scorer = defineScorer(
  'languageCorrectness',
  (args) => scored('languageCorrectness', (args as Sample).right === false ? 0 : 1, { expected: 'fr', detected: 'en' }),
  { exempt: true },
)
const quality: Scorer = defineScorer('quality', (args) => {
  const { value } = args as Sample
  if (value === 'skip') return skipped('quality', 'no-words', 'nothing to judge')
  if (value === 'fail') return failed('quality', 'unreachable', 'the judge is down')
  return scored('quality', Number(value))
})
const scorers = [verdict, quality]
const sample = (fields: object): Sample => ({ output: 'x', ...fields })

describe('evaluate: the wrong-language policy', () => {
  const samples = [
    sample({ value: 1 }),
    sample({ value: 0.5 }),
    sample({ value: 0.9, right: false }),
    sample({ value: 'skip' }),
    sample({ value: 'skip', right: false }),
    sample({ value: 'fail' }),
  ]
  test.each([
    ['exclude', { total: 6, scored: 2, wrongLanguage: 2, skipped: 1, failed: 1, mean: 0.75 }],
    ['zero', { total: 6, scored: 3, wrongLanguage: 0, skipped: 2, failed: 1, mean: 0.5 }],
    ['include', { total: 6, scored: 3, wrongLanguage: 0, skipped: 2, failed: 1, mean: 0.8 }],
  ] as const)('%s', async (wrongLanguage, expected) => {
    const report = await evaluate(samples, { scorers, wrongLanguage })
    const { mean, ...counts } = expected
    expect(report.groups[0]?.metrics.quality).toMatchObject(counts)
    expect(report.groups[0]?.metrics.quality?.mean).toBeCloseTo(mean, 12)
    expect(report).toMatchObject({ wrongLanguage, signature: { wrongLanguage } })
    // The language metric itself is over all responses, under each policy.
    expect(report.groups[0]?.metrics.languageCorrectness).toMatchObject({ total: 6, scored: 6, mean: 4 / 6 })
  })

  test('says why scores are missing', async () => {
    const report = await evaluate(samples, { scorers })
    expect(report.groups[0]?.metrics.quality?.reasons).toEqual({
      'no-words': { count: 1, message: 'nothing to judge' },
      unreachable: { count: 1, message: 'the judge is down' },
      'wrong-language': { count: 2, message: 'the response is not in the expected language' },
    })
  })

  test('an excluded response costs no scorer call', async () => {
    let calls = 0
    const counting = defineScorer('quality', () => {
      calls += 1
      return scored('quality', 1)
    })
    await evaluate(samples, { scorers: [verdict, counting] })
    expect(calls).toBe(4)
  })

  test('the verdict that the policy needs comes along, with the language that the scorer expects, and stands in the report', async () => {
    const rows = [{ output: 'La tour mesure 330 mètres.' }, { output: 'The tower is 330 metres tall.' }]
    const report = await evaluate(rows, { scorers: [spellcheckRatio({ language: 'fr' })] })
    expect(report.groups[0]?.metrics.languageCorrectness).toMatchObject({ scored: 2, mean: 0.5 })
    expect(report.groups[0]?.metrics.spellcheckRatio).toMatchObject({ scored: 1, wrongLanguage: 1, mean: 1 })
    expect(report.signature.languageCorrectness).toMatch(/lid\.176\.ftz#8f3472cf,language=fr$/)
    const included = await evaluate(rows, { scorers: [spellcheckRatio({ language: 'fr' })], wrongLanguage: 'include' })
    expect(Object.keys(included.groups[0]?.metrics ?? {})).toEqual(['spellcheckRatio'])
  })

  test('scorers that expect languages in different ways leave the verdict to the caller', async () => {
    const two = [spellcheckRatio({ language: 'fr' }), spellcheckRatio({ name: 'english', language: 'en' })]
    await expect(evaluate(samples, { scorers: two })).rejects.toThrow(
      /spellcheckRatio and english expect languages in different ways; add the languageCorrectness\(\)/,
    )
    const same = [spellcheckRatio({ language: 'fr' }), spellcheckRatio({ name: 'again', language: 'fr' })]
    await expect(evaluate(samples, { scorers: same })).resolves.toBeDefined()
  })

  test('what has no verdict of its own follows that of another, whichever comes first; defaults hold for the verdict too', async () => {
    const rows = [{ output: 'La tour mesure 330 mètres.' }, { output: 'The tower is 330 metres tall.' }]
    const own = defineScorer('own', () => 1)
    for (const scorer of [spellcheckRatio({ language: 'fr' }), withDefaults(spellcheckRatio(), { language: 'fr' })]) {
      for (const scorers of [
        [own, scorer],
        [scorer, own],
      ]) {
        const metrics = (await evaluate(rows, { scorers })).groups[0]?.metrics
        expect(metrics?.languageCorrectness).toMatchObject({ scored: 2, mean: 0.5 })
        expect(metrics?.own).toMatchObject({ scored: 1, wrongLanguage: 1 })
        expect(metrics?.spellcheckRatio).toMatchObject({ scored: 1, wrongLanguage: 1 })
      }
    }
  })

  test.each([[undefined], [null], ['languageCorrectness'], [{}]])('%j is no scorer, and says so', async (wrong) => {
    await expect(evaluate(samples, { scorers: [verdict, wrong as never] })).rejects.toThrow(
      /^scorers\[1\] is no scorer: it must be a function, got /,
    )
  })

  test('a policy that is none is a RangeError', async () => {
    await expect(evaluate(samples, { scorers, wrongLanguage: 'drop' as never })).rejects.toThrow(RangeError)
  })
})

describe('evaluate: whose verdict on the language', () => {
  // A judge that disagrees with fastText on the second sample, and has a verdict of its own.
  const own = defineScorer(
    'correctLanguage',
    (args) => scored('correctLanguage', (args as Sample).judged === false ? 0 : 1),
    {
      exempt: true,
    },
  )
  const judged = defineScorer('helpfulness', () => scored('helpfulness', 1), { verdict: 'correctLanguage' })
  const samples = [
    sample({ value: 1 }),
    sample({ value: 1, judged: false }),
    sample({ value: 1, right: false }),
    sample({ value: 1, right: false }),
  ]
  const all = [verdict, quality, own, judged]
  const left = (report: Report) =>
    ['quality', 'helpfulness'].map((name) => report.groups[0]?.metrics[name]?.wrongLanguage)

  test('a judge’s criteria follow the judge, surface metrics fastText', async () => {
    expect(left(await evaluate(samples, { scorers: all }))).toEqual([2, 1])
  })

  test('one option makes one verdict for all, and the signature says so', async () => {
    const report = await evaluate(samples, { scorers: all, languageVerdict: 'languageCorrectness' })
    expect(left(report)).toEqual([2, 2])
    expect(report.signature.languageVerdict).toBe('languageCorrectness')
    expect(left(await evaluate(samples, { scorers: all, languageVerdict: 'correctLanguage' }))).toEqual([1, 1])
  })

  test('a verdict that nobody gives is a TypeError', async () => {
    await expect(evaluate(samples, { scorers: [verdict, judged] })).rejects.toThrow(
      /needs correctLanguage among the scorers, for helpfulness/,
    )
    await expect(evaluate(samples, { scorers: all, languageVerdict: 'nobody' })).rejects.toThrow(
      /needs nobody among the scorers/,
    )
  })

  test('a failed verdict fails the scores that hang on it, for its reason', async () => {
    const broken = defineScorer('correctLanguage', () => failed('correctLanguage', 'unreachable', 'no connection'), {
      exempt: true,
    })
    const report = await evaluate(samples, { scorers: [verdict, broken, judged] })
    expect(report.groups[0]?.metrics.helpfulness).toMatchObject({ failed: 4, reasons: { unreachable: { count: 4 } } })
  })
})

describe('evaluate: groups and macro means', () => {
  test('groups by any fields, in order, null where a sample has none', async () => {
    const samples = [
      sample({ model: 'b', language: 'French', value: 1 }),
      sample({ model: 'a', language: 'fr-CA', value: 0 }),
      sample({ language: 'fr', value: 0 }),
      sample({ model: 'a', language: 'fr', value: 1 }),
    ]
    const report = await evaluate(samples, { scorers, by: ['model', 'language'] })
    expect(report.groups.map(({ by, metrics }) => [by, metrics.quality?.mean])).toEqual([
      [{ model: null, language: 'fr' }, 0],
      [{ model: 'a', language: 'fr' }, 0.5],
      [{ model: 'b', language: 'fr' }, 1],
    ])
  })

  test('a sample without a language is grouped under the one its scores expected', async () => {
    const samples = [{ output: 'Oui.', input: 'Quelle heure est-il à Paris ?' }]
    const report = await evaluate(samples, { by: ['language'] })
    expect(report.groups[0]?.by).toEqual({ language: 'fr' })
  })

  // Figure 4 of arXiv 2402.14778: human-rated helpfulness of LLaMA-2-13B / Dolly-En / FT is the mean over languages, not pooled.
  test('macro means weigh languages alike, whatever their sizes; non-en leaves English out', async () => {
    const samples = [
      ...Array.from({ length: 90 }, (_, i) => sample({ id: `fr-${i}`, language: 'fr', value: 1 })),
      ...Array.from({ length: 10 }, (_, i) => sample({ id: `ru-${i}`, language: 'ru', value: 0 })),
      sample({ language: 'en', value: 1 }),
      sample({ language: 'pt', value: 'skip' }),
    ]
    const report = await evaluate(samples, { scorers, by: ['language'] })
    const [all, nonEnglish] = report.macro
    expect(all?.metrics.quality).toMatchObject({
      mean: 2 / 3,
      ...{ scored: 101, total: 102, prompts: 101 },
      ...{ interval: null, noInterval: 'one-prompt' }, // of the English sample
      ...{ over: ['en', 'fr', 'ru'], missing: ['pt'] },
    })
    expect(nonEnglish?.languages).toBe('non-en')
    expect(nonEnglish?.metrics.quality).toMatchObject({ mean: 1 / 2, over: ['fr', 'ru'], missing: ['pt'] })
    const [low, high] = nonEnglish?.metrics.quality?.interval ?? [NaN, NaN]
    // MOVER by hand: Wilson fr 90/90 → [0.95906, 1], ru 0/10 → [0, 0.27753]; ½√(0.04094² + 0²) and ½√(0² + 0.27753²).
    expect(low).toBeCloseTo(0.5 - 0.02047, 4)
    expect(high).toBeCloseTo(0.5 + 0.13877, 4)
  })

  test('no samples: no groups, and still a signature', async () => {
    const report = await evaluate([], { scorers: [languageCorrectness(), spellcheckRatio()] })
    expect(report.groups).toEqual([])
    expect(report.signature).toMatchObject({ languageCorrectness: expect.stringContaining('lid.176.ftz#8f3472cf') })
  })
})

test('the signature names the dictionaries of scores made of others', async () => {
  const bar = minimumBar({ parts: [{ scorer: spellcheckRatio(), min: 0.5 }] })
  const samples = [{ output: 'Le chat dort sur le lit.', language: 'fr' }]
  const { signature } = await evaluate(samples, { scorers: [bar], wrongLanguage: 'include' })
  expect(signature.dictionaries).toMatch(/^fr@\d/)
})

describe('evaluate: input and flow', () => {
  const few = [sample({ value: 1 }), sample({ value: 0 })]

  test('takes arrays, iterables and async iterables', async () => {
    async function* asynchronous() {
      yield* few
    }
    const reports = [
      evaluate(few, { scorers }),
      evaluate(new Set(few), { scorers }),
      evaluate(asynchronous(), { scorers }),
    ]
    const [first, ...others] = await Promise.all(reports)
    for (const other of others) expect(other).toEqual(first)
  })

  test('keeps the order of samples however long each takes, and runs no more at once than asked', async () => {
    let running = 0
    let most = 0
    const slow = defineScorer('slow', async (args) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5 * (3 - (Number((args as Sample).id) % 3))))
      running -= 1
      return scored('slow', 1)
    })
    const samples = Array.from({ length: 20 }, (_, i) => sample({ id: `${i}` }))
    const order: unknown[] = []
    for await (const scoredSample of scoreSamples(samples, {
      scorers: [slow],
      wrongLanguage: 'include',
      concurrency: 3,
    })) {
      order.push(scoredSample.sample.id)
    }
    expect(order).toEqual(samples.map(({ id }) => id))
    expect(most).toBe(3)
  })

  test('surface metrics alone take one sample at a time, which the source is not asked for before', async () => {
    let read = 0
    function* samples() {
      for (; read < 20; read++) yield sample({ id: `${read}`, language: 'fr', output: 'Oui, bien sûr.' })
    }
    for await (const { sample } of scoreSamples(samples(), { scorers: [languageCorrectness(), spellcheckRatio()] })) {
      expect(sample.id).toBe(`${read}`)
    }
    expect(read).toBe(20)
  })

  test('reports each sample as it is done', async () => {
    const seen: number[] = []
    await evaluate(few, { scorers, onSample: (_, done) => seen.push(done) })
    expect(seen).toEqual([1, 2])
  })

  test('an abort ends the run with the signal’s reason, and closes the source', async () => {
    const controller = new AbortController()
    let closed = false
    async function* endless() {
      try {
        for (let i = 0; ; i++) yield sample({ id: `${i}`, value: 1 })
      } finally {
        closed = true
      }
    }
    const onSample = (_: unknown, done: number) => done === 10 && controller.abort(new Error('enough'))
    await expect(evaluate(endless(), { scorers, onSample, signal: controller.signal })).rejects.toThrow('enough')
    expect(closed).toBe(true)
  })

  test.each<[string, Sample, RegExp]>([
    ['by id', sample({ id: 'q17', output: null }), /sample "q17": output must be a string, got null/],
    ['by position', sample({ output: 3 }), /sample 2: output must be a string, got number/],
  ])('a sample without text stops the run, named %s', async (_, bad, message) => {
    await expect(evaluate([sample({ value: 1 }), bad], { scorers })).rejects.toThrow(message)
  })

  test('a foreign scorer may throw, or give no score or a wild one: never NaN in a mean', async () => {
    const foreign = (name: string, result: () => unknown) =>
      Object.defineProperty(async () => result(), 'name', { value: name }) as unknown as Scorer
    const report = await evaluate(few, {
      wrongLanguage: 'include',
      scorers: [
        foreign('throws', () => {
          throw new Error('no luck')
        }),
        foreign('gives null', () => ({ name: 'x', score: null })),
        foreign('gives NaN', () => ({ name: 'x', score: NaN })),
        foreign('gives nothing', () => undefined),
        foreign('says scored, gives NaN', () => ({ status: 'scored', score: NaN })),
        foreign('gives 5', () => ({ name: 'x', score: 5 })),
        foreign('gives 0.5', () => ({ name: 'x', score: 0.5, metadata: { why: 'so' } })),
      ],
    })
    const metrics = report.groups[0]?.metrics ?? {}
    expect(metrics.throws).toMatchObject({ failed: 2, mean: null })
    expect(metrics['gives null']).toMatchObject({ skipped: 2, mean: null })
    expect(metrics['gives NaN']).toMatchObject({ failed: 2, mean: null })
    expect(metrics['gives nothing']).toMatchObject({ skipped: 2, mean: null })
    expect(metrics['says scored, gives NaN']).toMatchObject({ failed: 2, mean: null })
    expect(metrics['gives 5']).toMatchObject({ failed: 2, mean: null })
    expect(metrics['gives 0.5']).toMatchObject({ scored: 2, mean: 0.5 })
  })

  test('misuse is a TypeError at once', async () => {
    await expect(evaluate(few, { scorers: [] })).rejects.toThrow(/at least one scorer/)
    await expect(evaluate(few, { scorers: [verdict, verdict] })).rejects.toThrow(
      /two scorers are named "languageCorrectness"/,
    )
    await expect(evaluate(few, { scorers, seed: 0.5 })).rejects.toThrow(/seed must be an integer/)
  })
})

describe('evaluate: what callers get wrong', () => {
  const bad = [
    { id: 'a', output: 'Oui, bien sûr.', language: 'fr' },
    { id: 'b', output: null as unknown as string, language: 'fr' },
    { id: 'c', output: 'Non, pas du tout.', language: 'fr' },
  ]

  test('a sample without output ends the run, named; or fails, and counts add up, in threads too', async () => {
    await expect(evaluate(bad)).rejects.toThrow('sample "b": output must be a string, got null')
    for (const workers of [1, 2]) {
      const scorers = [languageCorrectness(), spellcheckRatio()]
      const report = await evaluate(bad, { scorers, onBadSample: 'fail', workers })
      expect(report.groups[0]?.metrics.languageCorrectness).toMatchObject({
        total: 3,
        scored: 2,
        failed: 1,
        reasons: { 'bad-sample': { count: 1, message: 'output must be a string, got null' } },
      })
      expect(report.groups[0]?.metrics.spellcheckRatio).toMatchObject({ total: 3, scored: 2, failed: 1 })
    }
    await expect(evaluate(bad, { onBadSample: 'drop' as never })).rejects.toThrow(RangeError)
    await expect(evaluate([null as never], { onBadSample: 'fail' })).rejects.toThrow('sample 1: output must be')
  }, 60_000)

  test('a field that no sample has is a RangeError naming the nearest, before anything is scored where that can be known', async () => {
    const rows = [{ output: 'Oui.', language: 'fr', model: 'm' }]
    let asked = 0
    const counting = defineScorer('languageCorrectness', () => {
      asked += 1
      return 1
    })
    const by = ['modle']
    await expect(evaluate(rows, { scorers: [counting], by })).rejects.toThrow(
      'by: no sample has a field "modle"; did you mean "model"? (fields: language, model, output)',
    )
    expect(asked).toBe(0)
    async function* stream() {
      yield* rows
    }
    await expect(evaluate(stream(), { scorers: [counting], by })).rejects.toThrow(RangeError)
    await expect(evaluate([], { by })).resolves.toMatchObject({ groups: [] })
  })

  test.each([0, -1, 1.5, NaN])('a concurrency of %s is a RangeError', async (concurrency) => {
    await expect(evaluate([], { concurrency })).rejects.toThrow(/concurrency must be a whole number from 1/)
  })

  test('onSample is awaited: its rejection ends the run', async () => {
    const seen: number[] = []
    const onSample = async (_: unknown, done: number) => {
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(done)
      if (done === 2) throw new Error('disk full')
    }
    const rows = [sample({ value: 1 }), sample({ value: 1 }), sample({ value: 1 })]
    await expect(evaluate(rows, { scorers, onSample })).rejects.toThrow('disk full')
    expect(seen).toEqual([1, 2])
  })
})
