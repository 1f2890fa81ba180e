// A twelfth modifier beside the eleven, with its wording and its check.
import { modifierFulfillment } from 'crosslingual'
import {
  applyModifiers,
  evaluationSet,
  type Modifier,
  modifiers,
  modifierTexts,
  plainWording,
} from 'crosslingual/evalset'

const question: Modifier = {
  id: 'as_question',
  count: 2,
  suits: ({ task }) => task === 'why',
  wordings: () => plainWording('End with a question.'),
  condition: () => 'ends with a question',
  check: (response) => ({ fulfilled: response.trim().endsWith('?'), evidence: { last: response.trim().slice(-1) } }),
}
const all = [...modifiers, question]

const prompts = applyModifiers(evaluationSet(['en']), { modifiers: all, texts: modifierTexts })
console.log(prompts.filter(({ modifier }) => modifier === 'as_question').length)
const { score } = await modifierFulfillment({ modifiers: all })({ output: 'Why not?', modifier: 'as_question' })
console.log(score)
// 2
// 1
