import type { Fields, Harness } from './harness.js'
import { keptAnswers, keptPrompt } from './kept-values.js'
import { fieldsOf, firstText, given, idOf, languageOf, listOf } from './values.js'

/** The log of a run: what was run, then an event a line, and the report at the end. */
export const openaiEvals: Harness = {
  name: 'openai-evals',
  title: 'openai/evals, the log of oaieval',
  source: 'evals 3.0.1.post1, evals/record.py, LocalRecorder, and evals/completion_fns/openai.py',
  isRow: (row) => isSpec(row) || ['run_id', 'event_id', 'sample_id', 'type'].every((name) => Object.hasOwn(row, name)),
  begin({ note }) {
    let spec: Fields = {}
    const judged = new Set<string>()
    return (row) => {
      if (isSpec(row)) spec = fieldsOf(row.spec)
      if (row.type !== 'sampling') return []
      const functions = listOf(spec.completion_fns)
      const id = idOf(row.sample_id)
      if (functions.length > 1 && id !== undefined) {
        // With a judge among the completion functions, the first answer to a sample is the one that is judged.
        note('took the first answer to each sample: the others are of a judge')
        if (judged.has(id)) return []
        judged.add(id)
      }
      const data = fieldsOf(row.data)
      const shared = {
        id,
        model: firstText(data.model, functions[0]),
        language: languageOf(data),
        task: firstText(spec.eval_name, spec.base_eval),
        ...keptPrompt(data.prompt),
      }
      return keptAnswers(data.sampled).map((answer) => given({ ...shared, ...answer }))
    }
  },
}

function isSpec(row: Fields): boolean {
  return Object.hasOwn(fieldsOf(row.spec), 'completion_fns')
}
