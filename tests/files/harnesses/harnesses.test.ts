import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'
import { HARNESS_ROWS, type HarnessRow, harnessFolder, MODELS } from '../../support/harness-rows.js'

// The files are described in fixtures/harnesses/README.md.
type Found = { [Field in keyof HarnessRow]: string | undefined }
type Expected = (row: HarnessRow) => Partial<Found>

const acme: Expected = ({ model }) => ({ model: `acme/${model}` })
const loopback: Expected = ({ model }) => ({ model: `openai-api/loopback/${model}` })
/** Of promptfoo's two providers, one has a label. */
const anglo: Expected = ({ model }) => ({ model: model === 'anglo-7b' ? 'anglo' : `openai:chat:${model}` })
const ofPolyglot = HARNESS_ROWS.filter(({ model }) => model === 'polyglot-7b')
const isFrench = ({ language }: HarnessRow) => language === 'fr'

/** What differs from the rows: names as the tool has them, and what its files do not have. */
const kinds: [path: string, differs: Expected, rows?: readonly HarnessRow[]][] = [
  ['lm-eval', (row) => ({ ...acme(row), id: `prompts_${row.language}/0` })],
  ['inspect/*-7b.json', loopback],
  ['inspect/*-7b.eval', loopback],
  ['promptfoo/output.json', anglo],
  ['promptfoo/output.jsonl', anglo],
  ['promptfoo/output.csv', anglo],
  ['alpaca-eval/*/model_outputs.json', () => ({ id: undefined, language: undefined })],
  ['alpaca-eval/*/model_outputs_with_input.json', () => ({ id: undefined, language: undefined }), ofPolyglot],
  ['alpaca-eval/*/annotations.json', () => ({ id: undefined, language: undefined }), ofPolyglot],
  ['openai-batch', ({ model, language, id }) => ({ id: `${model}/${language}/${id}` })],
  ['vllm-run-batch', ({ model, language, id }) => ({ id: `${model}/${language}/${id}`, language: undefined })],
  ['helm', (row) => ({ ...acme(row), id: `id${row.id}`, output: ` ${row.output}` })],
  ['openai-evals', ({ id }) => ({ id: `prompts.test.${id}`, language: undefined })],
  ['sharegpt/sharegpt.json', ({ model, id }) => ({ id: `${model}-${id}` })],
  ['sharegpt/sharegpt.jsonl', () => ({})],
  ['braintrust/experiment-spans.json', () => ({})],
  ['braintrust/eval-results.jsonl', () => ({ id: undefined })],
  ['langfuse/observations-api.json', () => ({})],
  ['langfuse/observations.csv', () => ({})],
  ['m-ifeval/data', (row) => ({ ...acme(row), id: `${row.language}/1` })],
  ['m-ifeval/evaluations', (row) => ({ ...acme(row), id: `${row.language}/1` }), HARNESS_ROWS.filter(isFrench)],
  [
    'lighteval',
    acme,
    HARNESS_ROWS.filter((row) => isFrench(row) || (row.model === 'polyglot-7b' && row.language === 'en')),
  ],
]

let folder: string
let remove: () => void
beforeAll(() => ({ folder, remove } = harnessFolder('.')))
afterAll(() => remove())

describe('the files of each tool give the rows that are in them', () => {
  test.each(kinds)('%s', async (path, differs, rows = HARNESS_ROWS) => {
    const expected = rows.map((row) => ({ ...row, ...differs(row) }))
    expect(await rowsOf(`${folder}/${path}`)).toEqual(sorted(expected))
  })

  test.each<[path: string, model: string]>([
    ['inspect/epochs.eval', 'openai-api/loopback/polyglot-7b'],
    ['lm-eval-repeats', 'polyglot-7b'],
  ])('%s: two responses to each prompt, under one id', async (path, model) => {
    const twice = ofPolyglot.flatMap((row) => [row, row]).map((row) => ({ ...row, model }))
    const rows = await rowsOf(`${folder}/${path}`)
    expect(rows.map((row) => ({ ...row, output: row.output?.trim() }))).toEqual(sorted(twice))
  })

  test('mt-bench: the last turn, or all', async () => {
    const last = await rowsOf(`${folder}/mt-bench`)
    expect(last.map(({ id, language, input }) => [id, language, input?.slice(0, 12)])).toEqual(
      MODELS.flatMap(() => [
        ['83', 'en', 'Give one sim'],
        ['81', 'fr', 'Donne un con'],
        ['82', 'pt', 'Dê um consel'],
      ]),
    )
    const all = await rowsOf(`${folder}/mt-bench`, { turn: 'all' })
    expect(all).toHaveLength(12)
    expect(all.filter(({ input }) => HARNESS_ROWS.some((row) => row.input === input))).toHaveLength(6)
  })

  test('langsmith: each answer once, under the id of its run', async () => {
    const rows = await rowsOf(`${folder}/langsmith/runs.jsonl`)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6)
    const byContent = (all: Found[]) => sorted(all.map((row) => ({ ...row, id: row.input })))
    expect(byContent(rows)).toEqual(byContent([...HARNESS_ROWS]))
  })
})

async function rowsOf(path: string, options: { turn?: 'all' } = {}): Promise<Found[]> {
  const rows: Found[] = []
  for await (const { id, model, language, input, output } of readSamples<HarnessRow>(path, options)) {
    rows.push({ id, model, language, input, output })
  }
  return sorted(rows)
}

function sorted(rows: readonly Found[]): Found[] {
  const place = ({ model, language, input }: Found) => [model, language, input].join()
  return rows.toSorted((a, b) => place(a).localeCompare(place(b)))
}
