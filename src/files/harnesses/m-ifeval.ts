import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, listOf, stepsOfPath } from './values.js'

/** The instruction to answer in another language than that of the prompt; which, is in the prompts' own file alone. */
const OTHER_LANGUAGE = /(?:^|:)language:response_language$/

/** Responses and what came of the checks; the names tell language and model. */
export const mIfeval: Harness = {
  name: 'm-ifeval',
  title: 'M-IFEval: LANGUAGE_input_response_data_MODEL.jsonl, or eval_results_strict.jsonl in a folder of that name',
  source: 'lightblue-tech/M-IFEval 0bc3143, get_responses.py and evaluation_main.py, write_outputs',
  isRow: (row, path) =>
    hasAll(row, 'prompt', 'response') && (hasAll(row, 'instruction_id_list') || partsOf(path) !== undefined),
  beside: {
    is: (row) => hasAll(row, 'prompt', 'instruction_id_list', 'kwargs') && !hasAll(row, 'response'),
    entry: (row) => [String(row.prompt), given({ language: languageOfPrompt(row) })],
  },
  begin({ path, beside, note }) {
    const ofName = partsOf(path)
    let number = 0 // of the prompt: the files of all models have them in one order, and no ids
    return (row) => {
      number += 1
      const known = beside(String(row.prompt))
      if (known === undefined && askedForAnother(row) !== undefined) {
        note('left out the prompts that ask for another language: give LANGUAGE_input_data.jsonl too, which says which')
        return []
      }
      if (known === undefined && row.instruction_id_list === undefined) {
        note(
          'prompts that ask for another language count as wrong: give LANGUAGE_input_data.jsonl too, which says which',
        )
      }
      const language = firstText(known?.language) ?? prefixOf(row) ?? ofName?.language
      const id = `${prefixOf(row) ?? ofName?.language ?? 'prompt'}/${number}`
      return [given({ ...row, id, model: ofName?.model, language, input: row.prompt, output: row.response })]
    }
  },
}

/** `fr` of `fr:change_case:capital_word_frequency`; IFEval's own have none. */
function prefixOf(row: Fields): string | undefined {
  const [, prefix] = /^([a-z]{2,3}):[^:]+:/.exec(String(listOf(row.instruction_id_list)[0])) ?? []
  return prefix
}

function askedForAnother(row: Fields): number | undefined {
  const at = listOf(row.instruction_id_list).findIndex((id) => OTHER_LANGUAGE.test(String(id)))
  return at === -1 ? undefined : at
}

function languageOfPrompt(row: Fields): string | undefined {
  const at = askedForAnother(row)
  return at === undefined ? prefixOf(row) : firstText(fieldsOf(listOf(row.kwargs)[at]).language)
}

/** What the name of the file tells, or of the folder around it. */
function partsOf(path: string): { language: string; model: string } | undefined {
  for (const step of stepsOfPath(path).slice(0, 2)) {
    const [, language, model] = /^([a-z]{2,3})_input_response_data_(.+?)(?:\.jsonl?(?:\.\w+)?)?$/.exec(step) ?? []
    if (language !== undefined && model !== undefined) return { language, model: model.replaceAll('__', '/') }
  }
  return undefined
}

function hasAll(row: Fields, ...names: string[]): boolean {
  return names.every((name) => Object.hasOwn(row, name))
}
