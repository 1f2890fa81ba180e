import type { Fields, Harness } from './harness.js'
import { answersOrError, jsonOf, keptPrompt } from './kept-values.js'
import { fieldsOf, firstText, given, idOf, languageOf } from './values.js'

/** What kinds of observations there are; a generation alone is a call of a model. */
const TYPES = /^(?:GENERATION|SPAN|EVENT|AGENT|TOOL|CHAIN|RETRIEVER|EVALUATOR|EMBEDDING|GUARDRAIL)$/

/** Observations, as the API, the page's export and the export to blob storage give them: names in camel or in snake case. */
export const langfuse: Harness = {
  name: 'langfuse',
  title: 'Langfuse: observations or traces, exported from the page, the API or blob storage',
  source:
    'langfuse (Python SDK) 5.0.4, api/commons/types/observation_v2.py; langfuse.com/docs, blob storage export fields',
  rowsOf: ({ observations }) =>
    Array.isArray(observations) && isObservation(fieldsOf(observations[0])) ? observations : undefined,
  isRow: (row) => isObservation(row) || isTrace(row),
  begin({ note }) {
    return (row) => {
      if (isObservation(row) && row.type !== 'GENERATION') {
        note('took the observations of type GENERATION alone: the others hold their answers again')
        return []
      }
      const metadata = fieldsOf(jsonOf(row.metadata))
      const trace = idOf(row.traceId, row.trace_id)
      const shared = {
        ...(isObservation(row) ? {} : row),
        id: idOf(metadata.dataset_item_id, metadata.id, row.id),
        trace,
        model: firstText(row.providedModelName, row.provided_model_name, row.model, metadata.model),
        language: languageOf(metadata, row),
        task: firstText(row.traceName, row.trace_name),
        ...keptPrompt(row.input),
        metadata,
      }
      const error = row.level === 'ERROR' && (firstText(row.statusMessage, row.status_message) ?? 'no message')
      const answers = answersOrError(row.output, error)
      return answers.map((answer) => given({ ...shared, ...answer }))
    }
  },
}

function isObservation(row: Fields): boolean {
  return (Object.hasOwn(row, 'traceId') || Object.hasOwn(row, 'trace_id')) && TYPES.test(String(row.type))
}

function isTrace(row: Fields): boolean {
  const [session, user] = Object.hasOwn(row, 'sessionId') ? ['sessionId', 'userId'] : ['session_id', 'user_id']
  return ['timestamp', 'output', 'input', session, user].every((name) => Object.hasOwn(row, name as string))
}
