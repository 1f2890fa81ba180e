import { chatMessages, chatOf } from '../chat-messages.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, idOf, languageOf } from './values.js'

const isResult = (row: Fields) =>
  'provider' in row && 'vars' in row && ('response' in row || 'error' in row || 'promptIdx' in row)

/** What `promptfoo eval -o` writes: JSON, JSON Lines, and CSV with a column for each provider and prompt. The model is the provider's label, or its id. */
export const promptfoo: Harness = {
  name: 'promptfoo',
  title: 'promptfoo eval -o output.json, .jsonl or .csv',
  source: 'promptfoo 0.121.20, src/types/index.ts (EvaluateResult, OutputFile) and src/csv.ts',
  rowsOf(document) {
    const { results } = fieldsOf(document.results)
    return Array.isArray(results) && results.every((row) => isResult(fieldsOf(row))) ? results : undefined
  },
  isRow: (row) => isResult(row) || outputColumns(row).length > 0,
  begin: () => (row) => (isResult(row) ? [ofResult(row)] : ofTableRow(row)),
}

function ofResult(row: Fields): Fields {
  const { vars, testCase, provider } = row
  const { output } = fieldsOf(row.response)
  const error = firstText(fieldsOf(row.response).error, row.error)
  const prompt = fieldsOf(row.prompt)
  return given({
    ...asked(prompt.raw),
    id: idOf(fieldsOf(vars).id, row.testIdx),
    model: firstText(fieldsOf(provider).label, fieldsOf(provider).id, provider),
    language: languageOf(vars, fieldsOf(testCase).metadata, row.metadata),
    promptLabel: firstText(prompt.label),
    vars,
    finishReason: firstText(fieldsOf(row.response).finishReason),
    ...(output === undefined || output === null
      ? { output: '', generation: { error: 'error', message: error ?? 'no output' } }
      : { output: typeof output === 'string' ? output : JSON.stringify(output) }),
  })
}

/** `[openai:chat:gpt-4o] {{question}}` */
const OUTPUT_COLUMN = /^\[(.+?)\] (.+)$/s

/** The columns of outputs: after each stands one named Status. */
function outputColumns(row: Fields): { column: string; model: string; prompt: string }[] {
  const columns = Object.keys(row)
  return columns.flatMap((column, at) => {
    const [, model = '', prompt = ''] = OUTPUT_COLUMN.exec(column) ?? []
    return model !== '' && columns[at + 1]?.startsWith('Status') ? [{ column, model, prompt }] : []
  })
}

function ofTableRow(row: Fields): Fields[] {
  const columns = Object.keys(row)
  const outputs = outputColumns(row)
  const vars = Object.fromEntries(
    columns.slice(0, columns.indexOf(outputs[0]?.column ?? '')).map((name) => [name, row[name]]),
  )
  return outputs.map(({ column, model, prompt }) => {
    const status = row[columns[columns.indexOf(column) + 1] ?? '']
    return given({
      ...asked(rendered(prompt, vars) ?? firstText(vars.question, vars.prompt, vars.input)),
      id: idOf(vars.id),
      model,
      language: languageOf(vars),
      promptLabel: prompt,
      vars,
      ...(status === 'ERROR'
        ? { output: '', generation: { error: 'error', message: row[column] } }
        : { output: row[column] }),
    })
  })
}

/** A prompt with the values of its variables; undefined where it has more than those in it. */
function rendered(prompt: string, vars: Fields): string | undefined {
  const text = prompt.replace(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) => firstText(vars[name]) ?? all)
  return /\{\{|\{%/.test(text) ? undefined : text
}

function asked(prompt: unknown): Fields {
  const messages = chatMessages(prompt)
  if (messages === undefined) return { input: firstText(prompt) }
  const { input, context } = chatOf(messages)
  return { input, ...(context.length > 0 && { context }) }
}
