import { chatMessages, chatOf } from '../chat-messages.js'
import type { Harness } from './harness.js'
import { fieldsOf, firstText, given, idOf, languageInName, languageOf, listOf, stepsOfPath } from './values.js'

/** A line for each document of a task and each filter; the folder is the model's. The responses as they were (`resps`) are read, not what filters left of them. */
export const lmEval: Harness = {
  name: 'lm-eval',
  title: 'lm-evaluation-harness, samples_TASK_DATE.jsonl of --log_samples',
  source: 'EleutherAI/lm-evaluation-harness 0.4.13, lm_eval/loggers/evaluation_tracker.py and lm_eval/evaluator.py',
  isRow: (row) => 'doc_id' in row && 'resps' in row,
  beside: { is: (row) => 'results' in row && 'n-samples' in row },
  begin({ path, note }) {
    const task = taskOf(path)
    const model = modelOf(path)
    const ofTask = languageInName(task)
    let filter: unknown
    return (row) => {
      filter ??= row.filter
      if (row.filter !== filter) return [] // the same responses again, filtered in another way
      const doc = fieldsOf(row.doc)
      const language = languageOf(doc) ?? ofTask
      if (language !== undefined && language === ofTask)
        note(`took the language ${ofTask} from the task's name, ${task}`)
      const id = idOf(doc.id) ?? `${task}/${String(row.doc_id)}`
      const shared = { id, model, task, language, ...promptOf(row.arguments, doc), doc: row.doc, target: row.target }
      return responsesOf(row.resps).map((output) => given({ ...shared, output }))
    }
  },
}

/** `resps` has a list for each request, and in it a text for each repeat; the requests of a multiple choice have log-likelihoods instead. */
function responsesOf(resps: unknown): string[] {
  return listOf(resps)
    .flatMap(listOf)
    .filter((response): response is string => typeof response === 'string')
}

/** `{ gen_args_0: { arg_0: prompt } }`; the prompt is a text, or after --apply_chat_template JSON text of a chat in a list. */
function promptOf(args: unknown, doc: unknown): { input?: string | undefined; context?: unknown } {
  const [first] = Object.values(fieldsOf(args))
  const [prompt] = [fieldsOf(first).arg_0 ?? listOf(first)[0] ?? listOf(listOf(args)[0])[0]].flat()
  const messages = chatMessages(prompt)
  if (messages === undefined) {
    const { prompt: asked, question } = fieldsOf(doc)
    return { input: firstText(prompt, asked, question) }
  }
  const { input, context } = chatOf(messages)
  return { input, ...(context.length > 0 && { context }) }
}

/** The task in `samples_TASK_2026-11-25T20-51-32.031215.jsonl`. */
function taskOf(path: string): string {
  const [name = ''] = stepsOfPath(path)
  return name
    .replace(/\.jsonl?(?:\.\w+)?$/, '')
    .replace(/^samples_/, '')
    .replace(/_\d{4}-\d\d-\d\dT[\d.-]+$/, '')
}

/** The folder is the model's name, its slashes written as two underscores. A file that is not named as the harness names it tells no model. */
function modelOf(path: string): string | undefined {
  const [name = '', folder = ''] = stepsOfPath(path)
  return /^samples_/.test(name) && /[^.]/.test(folder) ? folder.replaceAll('__', '/') : undefined
}
