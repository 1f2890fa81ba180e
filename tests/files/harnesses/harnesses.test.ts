import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'
import { HARNESS_ROWS, type HarnessRow, harnessFolder } from '../../support/harness-rows.js'

// The files are described in fixtures/harnesses/README.md.
type Found = { [Field in keyof HarnessRow]: string | undefined }
type Expected = (row: HarnessRow) => Partial<Found>

const acme: Expected = ({ model }) => ({ model: `acme/${model}` })
const isFrench = ({ language }: HarnessRow) => language === 'fr'

/** What differs from the rows: names as the tool has them, and what its files do not have. */
const kinds: [path: string, differs: Expected, rows?: readonly HarnessRow[]][] = [
  ['lm-eval', (row) => ({ ...acme(row), id: `prompts_${row.language}/0` })],
  ['inspect/*.json', ({ model }) => ({ model: `openai-api/loopback/${model}` })],
  ['inspect/*-7b.eval', ({ model }) => ({ model: `openai-api/loopback/${model}` })],
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

  test('langsmith: each answer once, under the id of its run', async () => {
    const rows = await rowsOf(`${folder}/langsmith/runs.jsonl`)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6)
    const byContent = (all: Found[]) => sorted(all.map((row) => ({ ...row, id: row.input })))
    expect(byContent(rows)).toEqual(byContent([...HARNESS_ROWS]))
  })
})

async function rowsOf(path: string): Promise<Found[]> {
  const rows: Found[] = []
  for await (const { id, model, language, input, output } of readSamples<HarnessRow>(path)) {
    rows.push({ id, model, language, input, output })
  }
  return sorted(rows)
}

function sorted(rows: readonly Found[]): Found[] {
  const place = ({ model, language, input }: Found) => [model, language, input].join()
  return rows.toSorted((a, b) => place(a).localeCompare(place(b)))
}
