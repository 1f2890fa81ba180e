import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { harnesses } from '../../src/files/harnesses/harnesses.js'
import { type ReadSamplesOptions, readSamples } from '../../src/files/index.js'
import { zip } from '../support/zip.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The files of a folder of its own, by what the harnesses named in `src/files/harnesses` write, cut to the fields that are read. */
let count = 0
function files(contents: Readonly<Record<string, unknown>>): string {
  count += 1
  const root = join(folder, String(count))
  for (const [name, content] of Object.entries(contents)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    const rows = Array.isArray(content) ? content.map((row) => `${JSON.stringify(row)}\n`).join('') : content
    writeFileSync(path, typeof rows === 'string' || rows instanceof Uint8Array ? rows : JSON.stringify(rows))
  }
  return root
}

async function read(
  path: string,
  options: ReadSamplesOptions = {},
  fields = ['id', 'model', 'language', 'input', 'output'],
) {
  const samples: unknown[][] = []
  for await (const sample of readSamples(path, options)) samples.push(fields.map((field) => sample[field]))
  return samples
}

const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })

describe('lm-eval', () => {
  const row = (filter: string, resps: unknown, doc: object = {}) => ({
    doc_id: 3,
    doc,
    resps,
    filter,
    filtered_resps: ['cut'],
  })
  const name = 'org__model/samples_mgsm_direct_fr_2026-11-25T20-51-32.031215.jsonl'

  test('model of the folder, language of the task, the responses as they were, once', async () => {
    const args = { gen_args_0: { arg_0: [JSON.stringify([{ role: 'system', content: 's' }, user('Q')])], arg_1: {} } }
    const path = files({
      [name]: [
        { ...row('a', [['x', 'y']]), arguments: args },
        { ...row('b', [['x', 'y']]), arguments: args },
      ],
    })
    expect(await read(path)).toEqual(['x', 'y'].map((output) => ['mgsm_direct_fr/3', 'org/model', 'fr', 'Q', output]))
    expect(await read(path, {}, ['context'])).toEqual([
      [[{ role: 'system', content: 's' }]],
      [[{ role: 'system', content: 's' }]],
    ])
  })

  test('the language and the id of the document come first; results beside are passed over', async () => {
    const doc = { id: 'q1', lang: 'pt', question: 'Q' }
    const path = files({
      [name]: [row('none', [['x']], doc)],
      'org__model/results_x.json': { results: {}, 'n-samples': {} },
    })
    expect(await read(path)).toEqual([['q1', 'org/model', 'pt', 'Q', 'x']])
  })

  test('log-likelihoods are no responses', async () => {
    expect(await read(files({ [name]: [row('none', [[['-1.5', 'False']], [['-0.5', 'True']]])] }))).toEqual([])
  })
})

describe('inspect', () => {
  const sample = (id: unknown, epoch: number, content: unknown) => ({
    id,
    epoch,
    input: [{ role: 'system', content: 'attachment://0123456789abcdef0123456789abcdef' }, user('Q')],
    metadata: { language: 'fr' },
    attachments: { '0123456789abcdef0123456789abcdef': 'a long text' },
    output: { choices: [{ message: assistant(content), stop_reason: 'max_tokens' }] },
  })
  const log = { eval: { model: 'org/m', task: 't' }, version: 2 }
  const parts = [
    { type: 'reasoning', reasoning: 'thought' },
    { type: 'text', text: 'attachment://0123456789abcdef0123456789abcdef!' },
  ]
  const samples = [
    sample('a', 1, 'x'),
    sample('a', 2, parts),
    sample(7, 1, 'y'),
    { id: 'e', input: 'Q', output: {}, error: { message: 'broke' } },
  ]
  const expected = [
    ['a', 'org/m', 'fr', 'Q', 'x'],
    ['a', 'org/m', 'fr', 'Q', 'a long text!'],
    ['t/7', 'org/m', 'fr', 'Q', 'y'],
    ['e', 'org/m', undefined, 'Q', ''],
  ]

  test.each([['header.json'], ['_journal/start.json']])('.eval with %s, and .json', async (header) => {
    const member = (name: string, value: unknown) => ({ name, bytes: Buffer.from(JSON.stringify(value)) })
    const bytes = zip([
      ...samples.map((each, at) => member(`samples/${at}_epoch_1.json`, each)),
      member(header, log),
      member('summaries.json', []),
    ])
    expect(await read(join(files({ 'a.eval': bytes }), 'a.eval'))).toEqual(expected)
    const path = join(files({ 'a.json': { ...log, samples } }), 'a.json')
    expect(await read(path)).toEqual(expected)
    expect(await read(path, {}, ['context', 'reasoning', 'finishReason', 'generation'])).toEqual([
      [[{ role: 'system', content: 'a long text' }], undefined, 'length', undefined],
      [[{ role: 'system', content: 'a long text' }], 'thought', 'length', undefined],
      [[{ role: 'system', content: 'a long text' }], undefined, 'length', undefined],
      [undefined, undefined, undefined, { error: 'error', message: 'broke' }],
    ])
  })
})

describe('promptfoo', () => {
  const result = (provider: object, response: unknown, raw: string) => ({
    provider,
    response,
    prompt: { raw, label: 'p' },
    vars: { language: 'fr' },
    testIdx: 4,
    promptIdx: 0,
  })
  const results = [
    result({ id: 'openai:a', label: '' }, { output: 'x' }, 'Q'),
    result(
      { id: 'openai:b', label: 'b' },
      { output: { json: 1 } },
      JSON.stringify([{ role: 'system', content: 's' }, user('Q')]),
    ),
    result({ id: 'openai:b', label: 'b' }, { error: 'API error' }, 'Q'),
  ]
  const expected = [
    ['4', 'openai:a', 'fr', 'Q', 'x'],
    ['4', 'b', 'fr', 'Q', '{"json":1}'],
    ['4', 'b', 'fr', 'Q', ''],
  ]

  test('JSON and JSON Lines', async () => {
    expect(await read(join(files({ 'a.json': { evalId: 'e', results: { version: 3, results } } }), 'a.json'))).toEqual(
      expected,
    )
    expect(await read(join(files({ 'a.jsonl': results }), 'a.jsonl'))).toEqual(expected)
  })

  test('CSV: a column a provider and prompt', async () => {
    const header = 'id,language,word,[openai:a] Say {{word}}.,Status,Score,[b] {{ word }} {% if x %},Status,Score'
    const path = join(
      files({ 'a.csv': `${header}\n1,fr,oui,x,PASS,1,y,FAIL,0\n2,fr,non,x,PASS,1,API error,ERROR,0\n` }),
      'a.csv',
    )
    expect(await read(path)).toEqual([
      ['1', 'openai:a', 'fr', 'Say oui.', 'x'],
      ['1', 'b', 'fr', undefined, 'y'],
      ['2', 'openai:a', 'fr', 'Say non.', 'x'],
      ['2', 'b', 'fr', undefined, ''],
    ])
  })
})

test('alpaca-eval: outputs, and of annotations the model’s', async () => {
  const output = { instruction: 'Q', output: 'x', generator: 'm', dataset: 'd' }
  const annotation = {
    instruction: 'Q',
    output_1: 'reference',
    generator_1: 'r',
    output_2: 'x',
    generator_2: 'm',
    preference: 1,
  }
  const path = files({
    'a.json': JSON.stringify([output, { ...output, input: 'I' }, { ...output, input: '' }]),
    'b.json': JSON.stringify([annotation]),
  })
  expect(await read(path)).toEqual(['Q', 'Q\n\nI', 'Q', 'Q'].map((input) => [undefined, 'm', undefined, input, 'x']))
})

test('mt-bench: the last turn, or all; the questions are joined', async () => {
  const answer = {
    question_id: 81,
    model_id: 'm',
    choices: [
      { index: 0, turns: ['x1', 'x2'] },
      { index: 1, turns: ['y1', 'y2'] },
    ],
  }
  const path = files({
    'model_answer/m.jsonl': [answer],
    'question.jsonl': [{ question_id: 81, category: 'c', turns: ['Q1', 'Q2'], language: 'fr' }],
  })
  expect(await read(path)).toEqual([
    ['81', 'm', 'fr', 'Q2', 'x2'],
    ['81', 'm', 'fr', 'Q2', 'y2'],
  ])
  expect((await read(path, { turn: 'all' })).map((row) => row.slice(3))).toEqual([
    ['Q1', 'x1'],
    ['Q2', 'x2'],
    ['Q1', 'y1'],
    ['Q2', 'y2'],
  ])
  const [[context] = []] = await read(path, {}, ['context'])
  expect(context).toEqual([user('Q1'), assistant('x1')])
  expect(await read(join(path, 'model_answer'))).toEqual(
    ['x2', 'y2'].map((output) => ['81', 'm', undefined, undefined, output]),
  )
})

test('openai-batch: joined with the input by custom_id, n > 1, failures, the Responses API', async () => {
  const request = (id: string, body: object) => ({
    custom_id: id,
    method: 'POST',
    url: '/v1',
    body: { model: 'asked', metadata: { language: 'fr' }, ...body },
  })
  const response = (id: string, body: unknown, status_code = 200, error: unknown = null) => ({
    custom_id: id,
    response: { status_code, body },
    error,
  })
  const path = files({
    'output.jsonl': [
      response('b', {
        model: 'm',
        choices: [
          { message: assistant('x'), finish_reason: 'length' },
          { message: assistant([{ type: 'text', text: 'y' }]) },
        ],
      }),
      response('a', {
        model: 'm',
        output: [{ type: 'reasoning' }, { type: 'message', content: [{ type: 'output_text', text: 'z' }] }],
      }),
      response('c', { error: { message: 'Rate limit' } }, 429),
    ],
    'requests.jsonl': [
      request('a', { input: 'Q a' }),
      request('b', { messages: [{ role: 'system', content: 's' }, user('Q b')] }),
      request('c', { prompt: 'Q c' }),
    ],
  })
  expect(await read(path)).toEqual([
    ['b', 'm', 'fr', 'Q b', 'x'],
    ['b', 'm', 'fr', 'Q b', 'y'],
    ['a', 'm', 'fr', 'Q a', 'z'],
    ['c', 'asked', 'fr', 'Q c', ''],
  ])
  expect((await read(path, {}, ['finishReason', 'generation']))[3]).toEqual([
    undefined,
    { error: 'error', message: 'Rate limit' },
  ])
})

describe('chat', () => {
  const talk = [
    { role: 'system', content: 's' },
    user('Q1'),
    assistant('x1'),
    user([{ type: 'text', text: 'Q2' }]),
    assistant('x2'),
  ]

  test('the last answer, or all', async () => {
    const path = join(files({ 'a.jsonl': [{ messages: talk, lang: 'fr', id: 1 }] }), 'a.jsonl')
    expect(await read(path)).toEqual([['1', undefined, 'fr', 'Q2', 'x2']])
    expect((await read(path, { turn: 'all' })).map((row) => row.slice(3))).toEqual([
      ['Q1', 'x1'],
      ['Q2', 'x2'],
    ])
  })

  test('lines that are conversations; the name tells the language', async () => {
    const path = join(files({ 'answers.fr.jsonl': [talk, talk] }), 'answers.fr.jsonl')
    expect(await read(path)).toEqual([1, 2].map(() => [undefined, undefined, 'fr', 'Q2', 'x2']))
  })

  test('prompts alone are told for what they are', async () => {
    const path = join(files({ 'subset.fr.jsonl': [[user('Q')], [user('Q')]] }), 'subset.fr.jsonl')
    await expect(read(path)).rejects.toThrow(
      /subset\.fr\.jsonl:1: the conversation ends without an answer: these are prompts/,
    )
  })

  test('as input and as output of plain rows', async () => {
    const rows = [
      { output: 'x', prompt: [user('Q')] },
      { output: talk },
      { response: assistant('x'), input: '[{"role":"user","content":"Q"}]' },
      { output: 'x', input: [] },
    ]
    const path = join(files({ 'a.jsonl': rows }), 'a.jsonl')
    expect((await read(path)).map((row) => row.slice(3))).toEqual([
      ['Q', 'x'],
      ['Q2', 'x2'],
      ['Q', 'x'],
      [undefined, 'x'],
    ])
    const empty = join(files({ 'a.jsonl': [{ output: [user('Q')] }] }), 'a.jsonl')
    await expect(read(empty)).rejects.toThrow('output holds no message of the assistant with text in it')
  })
})

describe('what is said of a file', () => {
  const rows = [{ doc_id: 1, doc: {}, resps: [['x']], output: 'y', answer: { text: 'z' } }]
  const path = join(files({ 'a.jsonl': rows }), 'a.jsonl')

  test.each<[options: ReadSamplesOptions, expected: string]>([
    [{}, 'x'],
    [{ from: 'lm-eval' }, 'x'],
    [{ from: 'jsonl' }, 'y'],
    [{ map: { output: 'answer.text' } }, 'z'],
  ])('%j', async (options, expected) => {
    expect(await read(path, options, ['output'])).toEqual([[expected]])
  })

  test('another kind than it is', async () => {
    await expect(read(path, { from: 'mt-bench' })).rejects.toThrow(
      /a\.jsonl:1: is no row of --from mt-bench \(MT-bench .*\); found: doc_id/,
    )
    await expect(read(path, { from: 'lm-evl' as 'lm-eval' })).rejects.toThrow(
      'no kind of file "lm-evl"; did you mean "lm-eval"?',
    )
    const turn = 'first' as 'last'
    await expect(read(path, { turn })).rejects.toThrow('turn must be last or all, got "first"')
  })

  test('no kind: what was tried and what was found', async () => {
    const tried = harnesses.map(({ name }) => name).join(', ')
    const jsonl = join(files({ 'a.jsonl': [{ reply: { text: 'x' } }] }), 'a.jsonl')
    await expect(read(jsonl)).rejects.toThrow(
      `found: reply.text. Name it with --map output=PATH, e.g. --map output='reply.text'; nor is it of a kind that is known (${tried};`,
    )
    const json = join(files({ 'a.json': { runs: { all: [{ reply: 'x' }] } } }), 'a.json')
    await expect(read(json)).rejects.toThrow(
      `is of no kind that is known (${tried}; see --from list), nor has an array of samples in data or results; say where they are with --rows PATH (arrays: runs.all)`,
    )
  })

  test('every kind has a name of its own, a title and a source', () => {
    expect(new Set(harnesses.map(({ name }) => name)).size).toBe(harnesses.length)
    for (const { title, source } of harnesses)
      expect([title, source]).toEqual([expect.stringMatching(/.../), expect.stringMatching(/.../)])
  })
})

test.each([
  ['by default', (table: Record<string, Record<string, unknown>>) => table],
  [
    'orient=index',
    (table: Record<string, Record<string, unknown>>) => ({
      0: { output: table.output?.[0], language: 'fr' },
      1: { output: table.output?.[1], language: 'fr' },
    }),
  ],
  [
    'orient=split',
    () => ({
      columns: ['output', 'language'],
      index: [0, 1],
      data: [
        ['x', 'fr'],
        ['y', 'fr'],
      ],
    }),
  ],
])('DataFrame.to_json %s', async (_, make) => {
  const table = { output: { 0: 'x', 1: 'y' }, language: { 0: 'fr', 1: 'fr' } }
  const path = join(files({ 'a.json': make(table) }), 'a.json')
  expect(await read(path, {}, ['output', 'language'])).toEqual([
    ['x', 'fr'],
    ['y', 'fr'],
  ])
})
