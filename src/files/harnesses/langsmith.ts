import type { Harness } from './harness.js'
import { failedRequest, jsonOf, keptAnswers, keptPrompt } from './kept-values.js'
import { oneOfTrace } from './one-of-trace.js'
import { fieldsOf, firstText, given, idOf, languageOf } from './values.js'

/** Runs, one by one, as `list_runs`, the API and the bulk export give them. */
export const langsmith: Harness = {
  name: 'langsmith',
  title: 'LangSmith: runs of list_runs, of the API or of the bulk export',
  source: 'langsmith (Python SDK) 0.15.1, schemas.py, Run, and wrappers/_openai.py',
  rowsOf: ({ runs }) => (Array.isArray(runs) && isRun(fieldsOf(runs[0])) ? runs : undefined),
  isRow: isRun,
  begin({ note }) {
    const isTaken = oneOfTrace()
    return (row) => {
      const kind = idOf(row.parent_run_id) === undefined ? 'root' : row.run_type === 'llm' ? 'call' : undefined
      if (kind === undefined) return []
      const inputs = jsonOf(row.inputs)
      const kept = keptAnswers(jsonOf(row.outputs))
      const answers = kept.length === 0 && idOf(row.error) !== undefined ? [failedRequest(row.error)] : kept
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

function isRun(row: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(row, 'run_type') && (Object.hasOwn(row, 'trace_id') || Object.hasOwn(row, 'dotted_order'))
}
