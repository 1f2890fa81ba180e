import { InputError } from '../../core/input-error.js'
import type { Fields, Harness } from './harness.js'
import { fieldsOf, firstText, given, idOf, languageOf, listOf } from './values.js'

const isAnswer = (row: Fields) => 'question_id' in row && listOf(fieldsOf(listOf(row.choices)[0]).turns).length > 0

/** `model_answer/MODEL.jsonl`: each line has the answers to all turns of a question. The questions are in a file beside, `question.jsonl`. */
export const mtBench: Harness = {
  name: 'mt-bench',
  title: 'MT-bench model_answer/*.jsonl (with question.jsonl for the prompts)',
  source: 'lm-sys/FastChat 0.2.36, fastchat/llm_judge/gen_api_answer.py (get_answer)',
  isRow: isAnswer,
  beside: {
    is: (row) => 'question_id' in row && Array.isArray(row.turns) && !('choices' in row),
    entry: (row) => [String(row.question_id), { turns: row.turns, language: languageOf(row), category: row.category }],
  },
  begin({ turn, beside, note }) {
    return (row, where) => {
      if (!isAnswer(row))
        throw new InputError(where, 'expected an answer of MT-bench: {"question_id", "choices": [{"turns": […]}]}')
      const question = beside(String(row.question_id))
      if (question === undefined) note('some answers have no question: give question.jsonl too, for the prompts')
      const asked = listOf(question?.turns)
      const shared = {
        id: idOf(row.question_id),
        model: firstText(row.model_id),
        language: languageOf(row) ?? languageOf(question),
        category: question?.category,
      }
      return listOf(row.choices).flatMap((choice) => {
        const answers = listOf(fieldsOf(choice).turns)
        const all = answers.map((output, at) =>
          given({ ...shared, output, turn: at + 1, ...promptOf(asked, answers, at) }),
        )
        return turn === 'all' ? all : all.slice(-1)
      })
    }
  },
}

function promptOf(asked: readonly unknown[], answers: readonly unknown[], at: number): Fields {
  if (asked[at] === undefined) return {}
  const context = asked.slice(0, at).flatMap((content, before) => [
    { role: 'user', content },
    { role: 'assistant', content: answers[before] },
  ])
  return { input: asked[at], ...(context.length > 0 && { context }) }
}
