import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { expandPaths, readBeside } from '../../src/files/inputs.js'
import { locatedSamples, readingOf } from '../../src/files/read-samples.js'
import { evaluate, languageCorrectness } from '../../src/index.js'

/** Files as people have them that were misread or refused once, each with what it shows in ../shared/cases/files/README.md. */
const folder = fileURLToPath(new URL('../../../shared/cases/files', import.meta.url))
const hasCases = existsSync(folder)

interface How {
  by?: string[]
  map?: Record<string, string>
}

/** As `crosslingual score` reads them: what each group scored, `mean (scored of total)`, and what the user is told. */
async function scored(names: readonly string[], { by = [], map = {} }: How) {
  const files = await expandPaths(names.map((name) => `${folder}/${name}`))
  const { kinds, ...reading } = readingOf({ map })
  const notes = new Set<string>()
  const onNote = (note: string) => notes.add(note)
  const beside = kinds && (await readBeside(files, kinds))
  async function* samples() {
    for (const file of files) {
      const how = { ...reading, ...(kinds && { kinds: { ...kinds, ...(beside && { beside }), onNote } }), map, onNote }
      for await (const { sample } of locatedSamples(file, { ...how, naming: { several: files.length > 1 } }))
        yield sample
    }
  }
  const { groups } = await evaluate(samples(), { scorers: [languageCorrectness()], by })
  const means = groups.map(({ by: key, metrics: { languageCorrectness: metric } }) => {
    const name = Object.values(key).map((value) => String(value).replace(`${folder}/`, ''))
    return [...name, `${metric?.mean ?? 'none'} (${metric?.scored} of ${metric?.total})`].join(' ')
  })
  return { means, notes: [...notes].join('\n') }
}

const right: readonly [files: string, means: string[], how?: How, note?: RegExp][] = [
  ['openai_evals_log.jsonl', ['auto_gpt_completion_fn 1 (1 of 1)'], { by: ['model'] }],
  ['sharegpt.json', ['0 (1 of 1)']], // the identifier takes “You too!” for another language
  ['alpaca_empty_input.jsonl', ['1 (1 of 1)']],
  ['answer_column.jsonl', ['1 (1 of 1)']],
  ['array_named.jsonl', ['1 (2 of 2)']],
  ['bom.json', ['1 (1 of 1)']],
  ['bom_crlf.jsonl', ['1 (2 of 2)']],
  ['by_object.jsonl', ['openai:x 1 (1 of 1)', 'openai:y 1 (1 of 1)'], { by: ['provider.id'] }],
  ['capital_columns.jsonl', ['1 (1 of 1)']],
  ['data_object.json', ['1 (1 of 1)']],
  ['dup_ids.jsonl', ['a 1 (1 of 1)', 'b 0.5 (2 of 2)'], { by: ['model'] }],
  ['empty.csv', []],
  ['empty.jsonl', []],
  ['empty_array.json', []],
  ['excel_semicolon.csv', ['openai:chat:fake-1b 0 (1 of 1)', 'openai:chat:fake-2b 0 (1 of 1)'], { by: ['model'] }],
  [
    'excel_utf16_semicolon.csv',
    ['openai:chat:fake-1b 0 (1 of 1)', 'openai:chat:fake-2b 0 (1 of 1)'],
    { by: ['model'] },
  ],
  ['header_only.csv', []],
  ['header_space.csv', ['1 (1 of 1)']],
  ['header_space2.csv', ['1 (1 of 1)']],
  ['hf_to_csv.csv', ['a fr 1 (2 of 2)'], { by: ['model', 'language'] }],
  ['hf_to_json.json', ['a fr 1 (2 of 2)'], { by: ['model', 'language'] }],
  ['input_messages.jsonl', ['1 (1 of 1)']],
  ['inspect_log.json', ['openai/fake-1b fr 0 (1 of 1)'], { by: ['model', 'language'] }],
  ['jsonl_named.json', ['1 (2 of 2)']],
  ['lang_code.jsonl', ['fr 1 (1 of 1)'], { by: ['language'] }],
  ['lm_eval_sample.jsonl', ['fr 0 (1 of 1)'], { by: ['language'] }],
  ['messages.jsonl', ['fr 1 (1 of 1)'], { by: ['language'] }],
  ['mt_bench.jsonl', ['gpt-4 none (0 of 1)'], { by: ['model'] }, /give question\.jsonl too/],
  ['no_language.jsonl', ['none (0 of 1)']],
  ['ok.jsonl', ['a fr 1 (1 of 1)', 'a ru 1 (1 of 1)'], { by: ['model', 'language'] }],
  ['ok.jsonl.gz', ['a fr 1 (1 of 1)', 'a ru 1 (1 of 1)'], { by: ['model', 'language'] }],
  ['ok.parquet', ['openai:chat:fake-1b 0.75 (4 of 4)', 'openai:chat:fake-2b 0.75 (4 of 4)'], { by: ['model'] }],
  ['one_object.json', ['1 (1 of 1)']],
  [
    'openai_batch.jsonl',
    ['gpt-4o-mini-2024-07-18 none (0 of 1)'],
    { by: ['model'] },
    /give the input file of the batch too/,
  ],
  ['out_empty.jsonl', ['0.5 (2 of 2)']],
  ['out_messages.jsonl', ['fr 1 (1 of 1)'], { by: ['language'] }],
  ['output_null_response_text.jsonl', ['1 (1 of 1)']],
  ['own_scores_field.jsonl', ['1 (1 of 1)']],
  ['prompt_messages.jsonl', ['fr 1 (1 of 1)'], { by: ['language'] }],
  [
    'promptfoo_output.csv',
    ['openai:chat:fake-1b fr 0 (1 of 1)', 'openai:chat:fake-2b fr 0 (1 of 1)'],
    { by: ['model', 'language'] },
  ],
  ['promptfoo_output.json', ['openai:chat:fake-1b fr 0 (1 of 1)'], { by: ['model', 'language'] }],
  ['reference_in_output.jsonl', ['1 (1 of 1)'], {}, /output, prediction: took output/],
  ['reference_in_output.jsonl', ['0 (1 of 1)'], { map: { output: 'prediction' } }],
  ['results_object.json', ['1 (1 of 1)']],
  ['semicolon.csv', ['1 (1 of 1)']],
  ['sep.csv', ['1 (1 of 1)']],
  ['t.tsv', ['a fr 1 (1 of 1)'], { by: ['model', 'language'] }],
  ['tab_separated.txt', ['a fr 1 (1 of 1)'], { by: ['model', 'language'] }],
  ['target_language.jsonl', ['1 (1 of 1)']],
  [
    'two_models_a.jsonl two_models_b.jsonl',
    ['two_models_a.jsonl 1 (2 of 2)', 'two_models_b.jsonl 1 (2 of 2)'],
    { by: ['file'] },
    /the file stands for it; give --name NAME/,
  ],
  [
    'two_models_a.jsonl two_models_b.jsonl',
    ['two_models_a.jsonl 1 (2 of 2)', 'two_models_b.jsonl 1 (2 of 2)'],
    { by: ['model'] },
  ],
  ['utf16_powershell.jsonl', ['a fr 1 (1 of 1)', 'a ru 1 (1 of 1)'], { by: ['model', 'language'] }],
  ['utf8.csv', ['1 (3 of 3)']],
]

const refused: readonly [files: string, problem: RegExp, how?: How][] = [
  ['broken2.jsonl', /broken2\.jsonl:2: not valid JSON/],
  ['broken_line.jsonl', /:1: no output column; found: language, text\. Name it with --map output=COLUMN/],
  ['by_object.jsonl', /"provider" is an object|provider\.id/, { by: ['provider'] }],
  ['comment.csv', /comment\.csv:2: not valid CSV/],
  ['csv_inner_quote.csv', /csv_inner_quote\.csv:3: not valid CSV/],
  ['csv_unquoted_comma.csv', /csv_unquoted_comma\.csv:2: not valid CSV/],
  ['languages_unknown.jsonl', /:1: unknown language "und", which stands for no one language/],
  ['latin1.csv', /latin1\.csv:2: not valid UTF-8; convert the file/],
  ['latin1.json', /latin1\.json:1: not valid UTF-8; convert the file/],
  ['latin1.jsonl', /latin1\.jsonl:1: not valid UTF-8; convert the file/],
  ['nan.jsonl', /nan\.jsonl:1: not valid JSON/],
  ['no_header.csv', /no_header\.csv:2: no output column; found: fr, Bonjour/],
  ['ok.jsonl ok.jsonl', /ok\.jsonl: is given twice/],
  ['out_array.jsonl', /output must be text, got an array; .*--map output=output\[0\]/],
  ['out_null.jsonl', /output must be text, got null/],
  ['out_number.jsonl', /output must be text, got the number 42/],
]

/** Kinds whose readers are tried with their files elsewhere, and what is about other things than reading. */
const elsewhere = ['README.md', 'bundle_cjs.ts', 'inferred_language_macro.jsonl']

describe.skipIf(!hasCases)('files as people have them (needs ../shared)', () => {
  test.each(right)('%s', async (names, means, how = {}, note = /^(?!.*took)/) => {
    const found = await scored(names.split(' '), how)
    expect(found.means).toEqual(means)
    expect(found.notes).toMatch(note)
  })

  test.each(refused)('%s is refused, with what is wrong', async (names, problem, how = {}) => {
    await expect(scored(names.split(' '), how)).rejects.toThrow(problem)
  })

  test('are all here', () => {
    const tried = [...right, ...refused].flatMap(([names]) => names.split(' '))
    expect([...new Set([...tried, ...elsewhere])].sort()).toEqual(readdirSync(folder).sort())
  })
})
