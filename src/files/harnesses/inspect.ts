import { chatMessages, chatOf, contentText } from '../chat-messages.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, idOf, languageOf, listOf } from './values.js'

/** A log of one task and one model: JSON with `samples`, or a zip (`.eval`) with a JSON file for each of them. Epochs are samples of one id. */
export const inspect: Harness = {
  name: 'inspect',
  title: 'inspect_ai logs, .json and .eval',
  source:
    'UKGovernmentBEIS/inspect_ai 0.3.285, src/inspect_ai/log/_log.py (EvalLog, EvalSample) and log/_recorders/eval.py',
  rowsOf: (document) => ('eval' in document && Array.isArray(document.samples) ? document.samples : undefined),
  membersOf(names) {
    const rows = names.filter((name) => /^samples\/.*\.json$/.test(name))
    // A log without a header is one of a run that did not come to its end.
    const document = ['header.json', '_journal/start.json'].find((name) => names.includes(name))
    return rows.length === 0 || document === undefined ? undefined : { document, rows }
  },
  begin({ document }) {
    const about = fieldsOf(document?.eval)
    const model = firstText(about.model)
    const task = firstText(about.task)
    return (sample) => {
      const resolve = attachments(fieldsOf(sample.attachments))
      const metadata = fieldsOf(sample.metadata)
      const output = fieldsOf(sample.output)
      const shared = {
        // Samples that were given no id have their number.
        id: typeof sample.id === 'number' && task !== undefined ? `${task}/${sample.id}` : idOf(sample.id),
        model: model ?? firstText(output.model),
        task,
        epoch: sample.epoch,
        language: languageOf(metadata),
        ...promptOf(resolve(sample.input)),
        metadata: sample.metadata,
      }
      const error = firstText(fieldsOf(sample.error).message, output.error)
      const choices = listOf(output.choices).map(fieldsOf)
      if (choices.length === 0 && error !== undefined)
        return [given({ ...shared, output: '', generation: { error: 'error', message: error } })]
      return choices.map(({ message, stop_reason }) => {
        const { content } = fieldsOf(message)
        const reasoning = listOf(content).map((part) => firstText(fieldsOf(part).reasoning))
        return given({
          ...shared,
          output: contentText(resolve(content)),
          reasoning: resolve(firstText(reasoning.filter(Boolean).join('\n'))),
          finishReason: stop_reason === 'max_tokens' ? 'length' : stop_reason,
        })
      })
    }
  },
}

function promptOf(input: unknown): Fields {
  const messages = chatMessages(input)
  if (messages === undefined) return { input: firstText(input) }
  const { input: asked, context } = chatOf(messages)
  return { input: asked, ...(context.length > 0 && { context }) }
}

/** Long texts stand once in `attachments`, and as `attachment://ID` where they belong. */
function attachments(texts: Fields): (value: unknown) => unknown {
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/attachment:\/\/([0-9a-f]{32})/g, (all, id: string) => firstText(texts[id]) ?? all)
    }
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]))
  }
  return Object.keys(texts).length === 0 ? (value) => value : resolve
}
