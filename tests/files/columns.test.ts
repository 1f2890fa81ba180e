import { describe, expect, test } from 'vitest'
import { type ReadSamplesOptions, readSamples } from '../../src/files/index.js'
import { locatedSamples } from '../../src/files/read-samples.js'

async function read(rows: readonly unknown[] | string, options: ReadSamplesOptions = {}) {
  const text = typeof rows === 'string' ? rows : rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const samples: unknown[] = []
  for await (const sample of readSamples(new Blob([text]), options)) samples.push(sample)
  return samples
}

// One line of OpenAI's batch output (platform.openai.com/docs/guides/batch).
const batch = { custom_id: 'a', response: { body: { choices: [{ message: { content: 'Bonjour.' } }] } } }

describe('columns by path', () => {
  test('a path reads from within a column', async () => {
    const map = { output: 'response.body.choices[0].message.content', id: 'custom_id' }
    expect(await read([batch], { map })).toEqual([{ ...batch, output: 'Bonjour.', id: 'a' }])
  })

  test('a column that is named so comes first', async () => {
    expect(await read('a.b,output\nyes,no\n', { map: { output: 'a.b' } })).toMatchObject([{ output: 'yes' }])
  })

  test('a mapped field that a row lacks is not taken from elsewhere', async () => {
    const rows = [
      { output: 'x', lang: 'de', meta: { lang: 'fr' } },
      { output: 'y', lang: 'de', language: 'de' },
    ]
    const [first, second] = await read(rows, { map: { language: 'meta.lang' } })
    expect(first).toMatchObject({ language: 'fr' })
    expect(second).not.toHaveProperty('language')
  })

  test.each<[name: string, rows: readonly unknown[], map: Record<string, string>, problem: string]>([
    [
      'the output of a row',
      [batch],
      { output: 'response.body.choices[0].mesage.content' },
      'blob:1: no column "response.body.choices[0].mesage.content" for output; did you mean ' +
        '"response.body.choices[0].message.content"? (columns: custom_id, response.body.choices[0].message.content)',
    ],
    [
      'a field that no row has',
      [{ output: 'x', meta: { lang: 'fr' } }, { output: 'y' }],
      { language: 'meta.lnag' },
      'blob:1: no column "meta.lnag" for language, nor in the rows after it; did you mean "meta.lang"? (columns: output, meta.lang)',
    ],
    [
      'what all objects inherit',
      [{ output: 'x' }],
      { language: 'constructor' },
      'no column "constructor" for language',
    ],
    ['what all objects inherit, as output', [{ output: 'x' }], { output: '__proto__' }, 'no column "__proto__"'],
    ['no path', [{ output: 'x' }], { output: 'a[' }, 'no column "a[" for output'],
    [
      'an object where text must be',
      [batch],
      { output: 'response' },
      'output must be text, got an object; a path leads to what it holds: --map output=output.body.choices[0].message.content',
    ],
  ])('%s is an error that shows the paths there are', async (_, rows, map, problem) => {
    await expect(read(rows, { map })).rejects.toThrow(problem)
    await expect(read(rows, { map })).rejects.toMatchObject({ name: 'InputError' })
  })

  test('a column that comes after many rows without is told before the end', async () => {
    let read = 0
    async function* endless() {
      for (;;) {
        read += 1
        yield '{"output":"x"}\n'
      }
    }
    const samples = readSamples(endless(), { from: 'jsonl', map: { language: 'lnag' } })
    await expect(
      (async () => {
        for await (const _ of samples);
      })(),
    ).rejects.toThrow('no column "lnag" for language')
    expect(read).toBeLessThan(1100)
  })

  test('a file without rows has no wrong columns', async () => {
    expect(await read([], { map: { output: 'nowhere' } })).toEqual([])
  })

  test.each(['outptu', 'ouput', 'langauge', 'modle', 'finishreason'])('map: %s is misspelt', async (field) => {
    await expect(read([{ output: 'x', text: 'y' }], { map: { [field]: 'text' } })).rejects.toThrow(
      new RegExp(`^map: no field "${field}"; did you mean .*\\(fields: output, input, language, model`),
    )
  })

  test('map: a field of one’s own is none of ours', async () => {
    expect(await read([{ output: 'x', land: 'FR' }], { map: { country: 'land' } })).toMatchObject([{ country: 'FR' }])
  })
})

describe('usual columns', () => {
  test.each<[row: object, fields: object]>([
    [
      { response: 'r', target_language: 'French', prompt: 'p' },
      { output: 'r', language: 'French', input: 'p' },
    ],
    [
      { answer: 'r', lang_code: 'fr', question: 'p' },
      { output: 'r', language: 'fr', input: 'p' },
    ],
    [
      { generated_text: 'r', locale: 'fr_FR' },
      { output: 'r', language: 'fr_FR' },
    ],
    [
      { Output: 'r', Language: 'fr' },
      { output: 'r', language: 'fr' },
    ],
    [{ OUTPUT: 'no', output: 'r' }, { output: 'r' }],
    // AlpacaEval's rows have an empty input beside the instruction.
    [
      { instruction: 'i', input: '', output: 'r' },
      { input: 'i', output: 'r' },
    ],
    [{ output: null, response: 'r' }, { output: 'r' }],
    [{ output: '', completion: '', prediction: 'r' }, { output: 'r' }],
    [{ output: '', response: '' }, { output: '' }],
    [
      { language: null, lang: 'fr', output: 'r' },
      { language: 'fr', output: 'r' },
    ],
  ])('%j', async (row, fields) => {
    const [sample] = await read([row])
    expect(sample).toMatchObject(fields)
  })

  test('what nothing stands in is no input and no language', async () => {
    const [sample] = await read([{ output: 'r', input: '', prompt: null, lang: '', locale: null }])
    expect(sample).not.toHaveProperty('input')
    expect(sample).not.toHaveProperty('language')
  })

  test('several that match are told, where they differ', async () => {
    const notes: string[] = []
    const rows = [
      { output: 'a', prediction: 'b', language: 'fr' },
      { output: 'c', prediction: 'd', language: 'fr', locale: 'fr' },
      { output: 'e', prediction: '', response: 'e' },
    ]
    const text = rows.map((row) => JSON.stringify(row)).join('\n')
    const found: string[] = []
    const located = locatedSamples(new Blob([text]), { onNote: (note) => notes.push(note) })
    for await (const { sample } of located) found.push(sample.output)
    expect([found, notes]).toEqual([['a', 'c', 'e'], ['output, prediction: took output']])
  })
})

describe('rows by path', () => {
  // The shape of promptfoo’s output.json: the results stand in results.results.
  const document = { evalId: 'e', results: { version: 3, results: [{ output: 'x' }, { output: 'y' }] } }

  test('the array at the path', async () => {
    expect(await read(JSON.stringify(document), { rows: 'results.results' })).toEqual([
      { output: 'x' },
      { output: 'y' },
    ])
    expect(await read(JSON.stringify([[{ output: 'z' }]]), { rows: '[0]' })).toEqual([{ output: 'z' }])
  })

  test.each([
    ['results', 'blob: no array of rows at "results" (arrays: results.results)'],
    ['result.results', 'blob: no array of rows at "result.results"'],
    ['constructor', 'blob: no array of rows at "constructor"'],
  ])('%s is none', async (rows, problem) => {
    await expect(read(JSON.stringify(document), { rows })).rejects.toThrow(problem)
  })

  test('rows at a path are those of JSON', async () => {
    await expect(read('{}', { rows: 'a', from: 'csv' })).rejects.toThrow(
      'rows at a path (a) are those of a JSON document',
    )
  })
})
