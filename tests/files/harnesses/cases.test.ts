import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'

type Fields = Record<string, unknown>

async function rowsOf(rows: object[] | object, name: string, options = {}): Promise<Fields[]> {
  const text = Array.isArray(rows) ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : JSON.stringify(rows)
  return all(new File([text], name), options)
}

async function all(source: string | File, options = {}): Promise<Fields[]> {
  const found: Fields[] = []
  for await (const sample of readSamples(source, options)) found.push(sample as unknown as Fields)
  return found
}

const outputs = (rows: Fields[]) => rows.map(({ model, output }) => [model, output])
const user = (content: string) => [{ role: 'user', content }]

describe('langsmith', () => {
  const call = (id: string, parent: string | null, outputs: unknown, error: string | null = null) => ({
    id,
    run_type: 'llm',
    trace_id: parent ?? id,
    parent_run_id: parent,
    inputs: { messages: user('Non ?') },
    outputs,
    error,
    extra: { metadata: { ls_model_name: 'a' } },
  })
  const root = { id: 't', run_type: 'chain', trace_id: 't', parent_run_id: null, inputs: { q: 'Non ?' } }
  const said = (content: string) => ({ choices: [{ message: { role: 'assistant', content } }] })

  test('newest first, as list_runs gives them: the calls of a trace, and not its root again', async () => {
    const runs = [call('2', 't', said('Si.')), call('1', 't', said('Oui.')), { ...root, outputs: { a: 'Oui.' } }]
    expect(outputs(await rowsOf(runs, 'runs.jsonl'))).toEqual([
      ['a', 'Si.'],
      ['a', 'Oui.'],
    ])
  })

  test('roots alone are samples, and tools are none', async () => {
    const tool = { ...root, id: 'u', run_type: 'tool', parent_run_id: 't', outputs: { output: '3' } }
    const runs = [{ ...root, outputs: { answer: 'Oui.' }, reference_example_id: 'e' }, tool]
    expect(await rowsOf({ runs }, 'query.json')).toMatchObject([{ id: 'e', input: 'Non ?', output: 'Oui.' }])
  })

  test('the table of an experiment, to_pandas().to_csv()', async () => {
    const csv =
      ',inputs.question,inputs.language,outputs.answer,error,reference.answer,feedback.exact,execution_time,example_id,id\n' +
      '0,Non ?,fr,Oui.,,Si.,0,0.1,e,r\n1,Non ?,fr,,Timeout,Si.,0,0.1,f,s\n'
    expect(await all(new File([csv], 'experiment.csv'))).toMatchObject([
      { id: 'e', language: 'fr', input: 'Non ?', output: 'Oui.' },
      { id: 'f', output: '', generation: { message: 'Timeout' } },
    ])
  })

  test('a call that failed says so', async () => {
    const [row] = await rowsOf([call('1', null, null, 'RateLimitError')], 'runs.jsonl')
    expect(row).toMatchObject({ output: '', generation: { message: 'RateLimitError' } })
  })
})

describe('braintrust', () => {
  const span = (fields: object) => ({ span_id: 's', root_span_id: 'r', metadata: { model: 'a' }, ...fields })

  test('scores and tools are no samples; a root that failed says so', async () => {
    const rows = await rowsOf(
      [
        span({ span_parents: null, input: 'Non ?', output: null, error: 'Timeout' }),
        span({ span_parents: ['r'], span_attributes: { type: 'score' }, output: '1' }),
        span({ span_parents: ['r'], span_attributes: { type: 'tool' }, output: 'Oui.' }),
      ],
      'spans.jsonl',
    )
    expect(rows).toMatchObject([{ model: 'a', output: '', generation: { message: 'Timeout' } }])
  })
})

describe('langfuse', () => {
  test('names in snake case and JSON text, as blob storage has them', async () => {
    const row = {
      trace_id: 't',
      type: 'GENERATION',
      provided_model_name: 'a',
      input: JSON.stringify(user('Non ?')),
      output: JSON.stringify({ role: 'assistant', content: 'Oui.' }),
      metadata: '{"language":"fr"}',
    }
    expect(await rowsOf([row], 'observations.jsonl')).toMatchObject([
      { model: 'a', language: 'fr', input: 'Non ?', output: 'Oui.' },
    ])
  })
})

describe('langfuse: traces', () => {
  test('keep their fields; the input of an app is looked into', async () => {
    const row = {
      id: 't',
      timestamp: '2026-11-25T00:00:00Z',
      sessionId: null,
      userId: null,
      release: 'v2',
      input: { args: ['Non ?'], question: 'Non ?' },
      output: { answer: 'Oui.' },
      metadata: { locale: 'fr', model: 'a' },
    }
    expect(await rowsOf([row], 'traces.jsonl')).toMatchObject([
      { id: 't', release: 'v2', model: 'a', language: 'fr', input: 'Non ?', output: 'Oui.' },
    ])
  })
})

describe('openai-evals', () => {
  const event = (id: number, sample: string, sampled: unknown) => ({
    run_id: 'r',
    event_id: id,
    sample_id: sample,
    type: 'sampling',
    data: { prompt: 'Non ?', sampled },
  })

  test('what a judge says to an answer is none', async () => {
    const spec = { spec: { completion_fns: ['a', 'judge'], eval_name: 'fact.dev.v0' } }
    const rows = [spec, event(0, 's1', ['Oui.']), event(1, 's1', 'Reasoning: … A'), event(2, 's2', 'Si.')]
    expect(outputs(await rowsOf(rows, 'log.jsonl'))).toEqual([
      ['a', 'Oui.'],
      ['a', 'Si.'],
    ])
  })
})

describe('sharegpt', () => {
  const conversations = [
    { from: 'human', value: 'Un ?' },
    { from: 'gpt', value: 'Deux.' },
    { from: 'human', value: 'Trois ?' },
    { from: 'gpt', value: 'Quatre.' },
  ]

  test('the last answer, or all', async () => {
    const rows = [{ id: 'c', conversations }]
    expect(await rowsOf(rows, 'a.jsonl')).toMatchObject([{ id: 'c', input: 'Trois ?', output: 'Quatre.' }])
    expect(await rowsOf(rows, 'a.jsonl', { turn: 'all' })).toMatchObject([
      { id: 'c/1', input: 'Un ?', output: 'Deux.' },
      { id: 'c/2', input: 'Trois ?', output: 'Quatre.' },
    ])
  })

  test('LMSYS-Chat-1M names the language in words', async () => {
    const row = { conversation_id: 'x', model: 'vicuna-13b', conversation: user('Oi'), language: 'Portuguese' }
    row.conversation.push({ role: 'assistant', content: 'Olá.' })
    expect(await rowsOf([row], 'a.jsonl')).toMatchObject([{ id: 'x', language: 'Portuguese', output: 'Olá.' }])
  })
})

describe('helm', () => {
  const state = (fields: object) => ({
    instance: { id: 'id1', input: { text: 'Non ?' } },
    request: { model: 'acme/a', prompt: 'Réponds.\n\nNon ?' },
    result: { success: true, completions: [{ text: 'Oui.' }, { text: 'Si.', finish_reason: { reason: 'length' } }] },
    ...fields,
  })
  const document = (...states: object[]) => ({ adapter_spec: { model: 'acme/a' }, request_states: states })

  test('several completions share an id; the prompt is the instance', async () => {
    expect(await rowsOf(document(state({})), 'scenario_state.json')).toMatchObject([
      { id: 'id1', input: 'Non ?', output: 'Oui.' },
      { id: 'id1', input: 'Non ?', output: 'Si.', finishReason: 'length' },
    ])
  })

  test('requests for choices are no answers; one that failed says so', async () => {
    const failed = state({ result: { success: false, completions: [], error: 'Timeout' } })
    const rows = await rowsOf(document(state({ reference_index: 0 }), failed), 'scenario_state.json')
    expect(rows).toMatchObject([{ output: '', generation: { message: 'Timeout' } }])
  })
})

describe('lighteval', () => {
  const detail = (task: string, fields: object) => ({
    doc: { id: '1', query: 'Non ?', task_name: task, specific: null },
    model_response: { text: ['Oui.'], text_post_processed: null, reasonings: [], ...fields },
  })

  test.each([
    ['community|prompts_fr|0', 'fr'],
    ['lighteval|belebele_fra_Latn_cf|0', 'fra-Latn'],
    ['lighteval|mlmm_hellaswag_fra_mcf|0', 'fra'],
    ['lighteval|gsm8k|5', undefined],
    ['leaderboard|mmlu:anatomy|5', undefined],
    ['lighteval|triviaqa_raw|0', undefined],
  ])('the language of the task %s is %s', async (task, language) => {
    const [row] = await rowsOf([detail(task, {})], 'details.jsonl')
    expect(row?.language).toBe(language)
  })

  test('what is left of a response after its reasoning; tasks of log-likelihoods have none', async () => {
    const thought = detail('t', {
      text: ['<think>Hm.</think>Oui.'],
      text_post_processed: ['Oui.'],
      reasonings: ['Hm.'],
    })
    const rows = await rowsOf([thought, detail('t', { text: [], logprobs: [-1] })], 'details.jsonl')
    expect(rows).toMatchObject([{ output: 'Oui.', reasoning: 'Hm.' }])
  })

  test('before 0.10', async () => {
    const row = {
      example: 'Non ?',
      full_prompt: 'Réponds. Non ?',
      predictions: ['Oui.'],
      specifics: { language: 'fr' },
    }
    expect(await rowsOf([row], 'details.jsonl')).toMatchObject([{ language: 'fr', input: 'Non ?', output: 'Oui.' }])
  })
})

describe('m-ifeval', () => {
  const other = { prompt: 'Answer in Kannada only.', response: 'ಹೌದು.' }
  const same = { prompt: 'Answer.', response: 'Yes.' }
  const asked = [
    {
      key: 1,
      ...other,
      response: undefined,
      instruction_id_list: ['en:language:response_language'],
      kwargs: [{ language: 'kn' }],
    },
    { key: 2, ...same, response: undefined, instruction_id_list: ['en:punctuation:no_comma'], kwargs: [{}] },
  ]

  test('the file of the prompts says which ask for another language', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crosslingual-m-ifeval-'))
    const write = (name: string, rows: object[]) =>
      writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    try {
      write('en_input_data.jsonl', asked)
      write('en_input_response_data_acme__a.jsonl', [other, same])
      expect(await all(folder)).toMatchObject([
        { model: 'acme/a', language: 'kn', output: other.response },
        { model: 'acme/a', language: 'en', output: 'Yes.' },
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('without it, they are left out where the instructions are known', async () => {
    const results = [
      { ...other, instruction_id_list: ['en:language:response_language'], follow_all_instructions: true },
      { ...same, instruction_id_list: ['en:punctuation:no_comma'], follow_all_instructions: true },
    ]
    expect(outputs(await rowsOf(results, 'en_input_response_data_a/eval_results_strict.jsonl'))).toEqual([
      ['a', 'Yes.'],
    ])
  })

  test('other files of prompts and responses are not of this kind', async () => {
    const [row] = await rowsOf([same], 'fr_answers.jsonl')
    expect(row).not.toHaveProperty('model')
    expect(row).not.toHaveProperty('language')
  })
})
