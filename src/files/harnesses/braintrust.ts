import type { Harness } from './harness.js'
import { answersOrError, jsonOf, keptPrompt } from './kept-values.js'
import { oneOfTrace } from './one-of-trace.js'
import { fieldsOf, firstText, given, idOf, languageOf, listOf } from './values.js'

/** Spans of experiments and logs, as the API and the page's download give them, and the results of `Eval`. */
export const braintrust: Harness = {
  name: 'braintrust',
  title: 'Braintrust: an experiment or logs, downloaded or fetched; the results of Eval()',
  source: 'braintrust (Python SDK) 0.48.1, logger.py and framework.py, EvalResult; its OpenAPI, ExperimentEvent',
  rowsOf: ({ events }) => (Array.isArray(events) && isSpan(fieldsOf(events[0])) ? events : undefined),
  isRow: (row) =>
    isSpan(row) || (has(row, 'input', 'output', 'scores') && (has(row, 'exc_info') || has(row, '_xact_id'))),
  begin({ note }) {
    const isTaken = oneOfTrace()
    return (row) => {
      const { type } = fieldsOf(jsonOf(row.span_attributes))
      const kind = isRoot(row) ? 'root' : type === 'llm' ? 'call' : undefined
      if (kind === undefined || type === 'score') return []
      const answers = answersOrError(row.output, row.error)
      if (answers.length === 0) {
        note('left out spans that have no text for an output')
        return []
      }
      if (isSpan(row) && !isTaken(String(row.root_span_id), kind)) return []
      const metadata = fieldsOf(jsonOf(row.metadata))
      const { id: origin } = fieldsOf(jsonOf(row.origin))
      const shared = {
        id: idOf(origin, row.dataset_record_id, row.id),
        model: firstText(metadata.model),
        language: languageOf(metadata, row.input, row),
        experiment: firstText(row.experiment_name, row.experiment_id),
        ...keptPrompt(row.input),
        expected: row.expected,
        metadata,
      }
      return answers.map((answer) => given({ ...shared, ...answer }))
    }
  },
}

function isSpan(row: Readonly<Record<string, unknown>>): boolean {
  return has(row, 'span_id', 'root_span_id')
}

/** A row of an experiment that says nothing of spans is one of its roots. */
function isRoot({ is_root: said, span_parents: parents }: Readonly<Record<string, unknown>>): boolean {
  if (said !== undefined && said !== null && said !== '') return said === true || said === 'true'
  return listOf(jsonOf(parents)).length === 0
}

function has(row: object, ...names: string[]): boolean {
  return names.every((name) => Object.hasOwn(row, name))
}
