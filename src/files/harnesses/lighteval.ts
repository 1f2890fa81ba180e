import { normalizeLanguage } from '../../text/language-code.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, idOf, languageInName, languageOf, listOf, stepsOfPath } from './values.js'

/** A parquet file for each task, in folders named after the model and the date. */
export const lighteval: Harness = {
  name: 'lighteval',
  title: 'lighteval, details_TASK_DATE.parquet of --save-details',
  source:
    'lighteval 0.13.0, logging/evaluation_tracker.py, logging/info_loggers.py and models/model_output.py; before 0.10, Detail with predictions',
  isRow: (row) => hasAll(row, 'doc', 'model_response') || hasAll(row, 'full_prompt', 'predictions'),
  beside: { is: (row) => hasAll(row, 'config_general', 'results') },
  begin({ path, note }) {
    const model = modelOf(path)
    const ofFile = taskOf(path)
    return (row) => {
      const doc = fieldsOf(row.doc)
      const task = firstText(doc.task_name) ?? ofFile
      const language = languageOf(doc.specific, row.specifics, doc)
      const ofTask = languageOfTask(task)
      if (language === undefined && ofTask !== undefined)
        note(`took the language ${ofTask} from the task's name, ${task}`)
      const shared = {
        id: idOf(doc.id),
        model,
        task,
        language: language ?? ofTask,
        input: firstText(doc.query, row.example, row.full_prompt),
      }
      const { text, text_post_processed: processed, reasonings } = fieldsOf(row.model_response)
      const texts = [processed, text, row.predictions].map(listOf).find((list) => list.length > 0) ?? []
      return texts.flatMap((output, i) =>
        typeof output === 'string' ? [given({ ...shared, output, reasoning: firstText(listOf(reasonings)[i]) })] : [],
      )
    }
  },
}

const DATE = /^\d{4}-\d\d-\d\dT[\d.-]+$/

/** `details/ORGANISATION/MODEL/DATE/details_TASK_DATE.parquet`: what stands between. */
function modelOf(path: string): string | undefined {
  const [, date = '', ...folders] = stepsOfPath(path)
  const end = folders.indexOf('details')
  return DATE.test(date) && end > 0 ? folders.slice(0, end).reverse().join('/') : undefined
}

function taskOf(path: string): string | undefined {
  const [name = ''] = stepsOfPath(path)
  return /^details_(.+)_\d{4}-\d\d-\d\dT[^_]*$/.exec(name)?.[1]
}

/**
 * `community|prompts_fr|0`, or with how the question is put at the end: `lighteval|mlmm_hellaswag_fra_mcf|0`. lighteval's own tasks have codes of three letters; one that has
 * no code of two is rather a word.
 */
function languageOfTask(task = ''): string | undefined {
  const [first = '', name = first] = task.split('|')
  const [beforeColon = ''] = name.split(':')
  const bare = beforeColon.replace(/_(?:m?cf|hybrid)$/, '')
  const [, three] = /_([a-z]{3})$/.exec(bare) ?? []
  return three !== undefined && hasTwoLetters(three) ? three : languageInName(bare)
}

function hasTwoLetters(code: string): boolean {
  try {
    return normalizeLanguage(code).length === 2
  } catch {
    return false
  }
}

function hasAll(row: Fields, ...names: string[]): boolean {
  return names.every((name) => Object.hasOwn(row, name))
}
