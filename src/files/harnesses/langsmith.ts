import type { Fields, Harness } from './harness.js'
import { answersOrError, jsonOf, keptPrompt } from './kept-values.js'
import { oneOfTrace } from './one-of-trace.js'
import { fieldsOf, firstText, given, idOf, languageOf } from './values.js'

/** Runs, one by one, as `list_runs`, the API and the bulk export give them. */
export const langsmith: Harness = {
  name: 'langsmith',
  title: 'LangSmith: runs of list_runs, of the API or of the bulk export; the table of an experiment, to_pandas()',
  source: 'langsmith (Python SDK) 0.15.1, schemas.py, Run, wrappers/_openai.py, evaluation/_runner.py, to_pandas',
  rowsOf: ({ runs }) => (Array.isArray(runs) && isRun(fieldsOf(runs[0])) ? runs : undefined),
  isRow: (row) => isRun(row) || isResult(row),
  begin({ note }) {
    const isTaken = oneOfTrace()
    return (row) => {
      if (isResult(row)) return resultOf(row)
      const kind = idOf(row.parent_run_id) === undefined ? 'root' : row.run_type === 'llm' ? 'call' : undefined
      if (kind === undefined) return []
      const inputs = jsonOf(row.inputs)
      const answers = answersOrError(jsonOf(row.outputs), row.error)
      if (answers.length === 0) {
        note('left out runs that have no text for an output')
        return []
      }
      if (!isTaken(idOf(row.trace_id, row.id) ?? '', kind)) return []
      const extra = fieldsOf(jsonOf(row.extra))
      const metadata = fieldsOf(extra.metadata)
      const shared = {
        id: idOf(row.reference_example_id, row.id),
        model: firstText(
          metadata.ls_model_name,
          metadata.model,
          fieldsOf(extra.invocation_params).model,
          fieldsOf(inputs).model,
        ),
        language: languageOf(metadata, inputs),
        task: firstText(row.name),
        experiment: firstText(row.session_name, row.session_id),
        ...keptPrompt(inputs),
        metadata,
      }
      return answers.map((answer) => given({ ...shared, ...answer }))
    }
  },
}

function isRun(row: Fields): boolean {
  return Object.hasOwn(row, 'run_type') && (Object.hasOwn(row, 'trace_id') || Object.hasOwn(row, 'dotted_order'))
}

/** A row of an experiment's table: a column for each field of inputs and outputs, `inputs.question`, `outputs.answer`, `reference.answer`. */
function isResult(row: Fields): boolean {
  return Object.hasOwn(row, 'example_id') && Object.keys(within(row, /^outputs?\./)).length > 0
}

function resultOf(row: Fields): Fields[] {
  const inputs = within(row, /^inputs?\./)
  const answers = answersOrError(within(row, /^outputs?\./), row.error)
  const shared = { id: idOf(row.example_id), language: languageOf(row, inputs), ...keptPrompt(inputs) }
  return answers.map((answer) => given({ ...row, ...shared, ...answer }))
}

/** The columns with a prefix, without it. */
function within(row: Fields, prefix: RegExp): Fields {
  const found = Object.entries(row).filter(([name]) => prefix.test(name))
  return Object.fromEntries(found.map(([name, value]) => [name.replace(prefix, ''), value]))
}
