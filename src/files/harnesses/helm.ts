import { chatMessages, chatOf } from '../chat-messages.js'
import type { Fields, Harness } from './harness.js'
import { failedRequest } from './kept-values.js'
import { fieldsOf, firstText, given, idOf, languageOf, listOf, stepsOfPath } from './values.js'

/** One document for each run; its folder is named after the scenario, its arguments and the model: `prompts:language=fr,model=acme_a-7b`. */
export const helm: Harness = {
  name: 'helm',
  title: 'HELM, scenario_state.json of helm-run',
  source:
    'crfm-helm 0.5.16, helm/benchmark/adaptation/scenario_state.py and request_state.py, and helm/benchmark/runner.py',
  rowsOf: ({ adapter_spec: spec, request_states: states }) =>
    typeof spec === 'object' && Array.isArray(states) ? states : undefined,
  beside: { is: isOther },
  begin({ path, document = {}, note }) {
    const spec = fieldsOf(document.adapter_spec)
    const [, folder = ''] = stepsOfPath(path)
    const [, ofRun] = /[:,](?:language|lang|target_language)=([^,]+)/.exec(folder) ?? []
    return (state) => {
      // A request for each choice of an answer has the choice in its prompt, and generates nothing.
      if (typeof state.reference_index === 'number') {
        note('left out requests for the choices of an answer: they generate nothing')
        return []
      }
      const instance = fieldsOf(state.instance)
      const language = languageOf(instance.extra_data, instance)
      if (language === undefined && ofRun !== undefined) note(`took the language ${ofRun} from the folder's name`)
      const shared = {
        id: idOf(instance.id),
        model: firstText(fieldsOf(state.request).model, spec.model, fieldsOf(state.request).model_deployment),
        language: language ?? ofRun,
        task: folder.split(':')[0],
        ...promptOf(fieldsOf(instance.input), fieldsOf(state.request)),
        perturbation: fieldsOf(instance.perturbation).name,
      }
      const result = fieldsOf(state.result)
      if (result.success === false) return [given({ ...shared, ...failedRequest(result.error ?? 'no message') })]
      return listOf(result.completions).flatMap((completion) => {
        const { text, finish_reason: finish, thinking } = fieldsOf(completion)
        if (typeof text !== 'string') return []
        const finishReason = firstText(fieldsOf(finish).reason)
        return [given({ ...shared, output: text, finishReason, reasoning: firstText(fieldsOf(thinking).text) })]
      })
    }
  },
}

/** The instance without instructions and examples; of a chat its last question. */
function promptOf(input: Fields, request: Fields): Fields {
  const chat = chatOf(chatMessages(input.messages ?? request.messages) ?? [])
  return {
    input: firstText(input.text, chat.input, request.prompt),
    ...(chat.context.length > 0 && { context: chat.context }),
  }
}

/** What else is in the folder of a run: run_spec.json, scenario.json, stats.json, per_instance_stats.json, instances.json, and what helm-summarize adds. */
function isOther(row: Fields): boolean {
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(row, name))
  return (
    has('scenario_spec', 'adapter_spec') ||
    has('definition_path', 'tags') ||
    (has('count', 'name') && typeof row.name === 'object') ||
    has('instance_id', 'train_trial_index') ||
    has('input', 'references')
  )
}
