import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choiceIn } from '../../../src/scorers/judge/choice-in.js'

const digit = (text: string) => choiceIn(text, ['0', '1'])

// What judges answer who are told to print 0 or 1 and nothing else. Kinds from truera/trulens#862 (a digit in the explanation), lm-sys/FastChat#3921 (negative,
// reason first), and what models write around a verdict.
describe('a digit in an answer', () => {
  test.each([
    '1',
    ' 1\n',
    'The answer is 1.',
    '**1**',
    '0 or 1? 1',
    'Criterion 2 of 10: 1',
    'In 2021 it was 1',
    '1 - Relevant',
    '1\n\nThe text answers the task with 0 errors.',
    'The submission could be 0 or 1. It names the capital, so: 1',
    'At first I thought 0, but it answers the question, so 1.',
    'Score: 1\n\nReasons:\n1. It answers.\n2. It has 0 errors.',
    '1 because it has 0 errors',
    'Verdict: **1**',
    '### Verdict\n1',
    'The response gets a score of 1.',
    'Errors found: 0\nRelevance: 1',
    '1/1',
    'Score: 1/1',
    'relevance (0/1): 1',
    '1.0',
    '\\boxed{1}',
    '[[1]]',
    '<answer>1</answer>',
    '<reason>it has 0 errors</reason><score>1</score>',
    '```\n1\n```',
    '```json\n{"score": 1, "reason": "It has 0 errors"}\n```',
    '{\n "reason": "The response has 0 errors",\n "verdict": 1\n}',
    '| Criterion | Score |\n|---|---|\n| Relevance | 1 |',
    '1: Relevant - The generated text is relevant',
    'Step 1: read the task.\nStep 2: read the answer.\n\n1',
    '1. The task asks for a capital.\n2. The response gives it.\n\nVerdict: 1',
    'Answer: 1 (out of 1)',
    'The submission meets the criterion: 1',
    'The submission meets the criterion, hence 1',
    'Réponse : 1',
    'Ответ: 1\n\nПояснение: 0 ошибок.',
    '1.',
    '1!',
    '(1)',
    '`1`',
    'The submission is relevant, so the output is 1.',
    'Output: 1',
    'Final answer: 1. The response contains 0 factual errors.',
    'Relevant: 1',
    'Relevance = 1',
    '1\n\n(0 would mean not relevant.)',
    '"1": "Relevant - The generated text is relevant to the task and provides an answer"',
    'The criterion is met. 1',
    'Criterion met? 1',
    "It's a 1.",
    'The text mentions "0 degrees" and is relevant: 1',
    'Score 1 out of 1',
    'Rating: 1\nConfidence: 0.9',
  ])('1: %j', (text) => {
    expect(digit(text)).toEqual({ choice: '1' })
  })

  test.each([
    '0',
    '"0"',
    'Not 1 but 0',
    '{"relevance": 0}',
    '0\n\nExplanation: criterion 1 is not met.',
    'I would rate it 0 because there is 1 missing point',
    '**Verdict:** 0',
    'Score: 0/1',
    '0.0',
    'The answer is $\\boxed{0}$.',
    '0: Not relevant',
    "I wouldn't give it a 1; it gets 0.",
    'Оценка: 0',
    'Resposta: 0',
    '0. The text does not answer.',
    'The output should be: 0',
    'My judgment: 0, since 1 of the 2 questions stays open.',
    'relevance → 0',
    'It’s a 0 for me.',
    'Task 1: done. Relevance: 0',
    'No: 0',
    'Confidence: 1\nRelevance: 0',
  ])('0: %j', (text) => {
    expect(digit(text)).toEqual({ choice: '0' })
  })

  test.each([
    '1\n\nScore: 0',
    'Score: 0\nFinal score: 1',
    '1\n0',
    'Verdict: 0\n\nOn reflection, the verdict is 1.',
    '1\n\nThe text is relevant, hence: 0',
  ])('two that differ: %j', (text) => {
    expect(digit(text)).toBe('ambiguous')
  })

  test.each([
    '-1',
    'Not relevant because:\n1. It is about something else.',
    'Not relevant because:\n1. …',
    'The submission asks to print 1',
    'The submission says "1".',
    'The correct result is 1, but the text says 0. Not relevant.',
    'Number of errors: 0',
    '0.5',
    '10',
    '2021',
    'It is not 1.',
    'It does not deserve a 1.',
    '1. The text answers.',
    'Yes',
    '-0',
    '−1',
    '+1',
    '1%',
    '100',
    '01',
    'It answers 1 of 2 questions.',
    'There is 1 error.',
    'There are 0 errors, and the task is answered.',
    '> 1\nI cannot tell.',
    'Score: 1 out of 10',
    'Score: 1/10',
    '1 out of 5',
    '2',
    'It might be 0 at first sight, but 1 in the end.',
    'No digit at all.',
    'Print 1',
    'see criterion 1',
    'Therefore the answer fails criterion 1.',
    'It is good, but it misses question 1',
  ])('none: %j', (text) => {
    expect(digit(text)).toBeUndefined()
  })
})

describe('a word in an answer', () => {
  const relevant = ['relevant', 'not relevant']
  const yes = ['yes', 'no']
  const formal = ['formal', 'informal']
  test.each<[text: string, choices: string[], expected: string | undefined]>([
    ['yes', yes, 'yes'],
    ['**Yes.**', yes, 'yes'],
    ['"no"', yes, 'no'],
    ['Not relevant', relevant, 'not relevant'],
    ['The submission is not relevant.', relevant, 'not relevant'],
    ['It says no thanks.\nChoice: yes', yes, 'yes'],
    ['Choice: yes, since there is no rude word in it.', yes, 'yes'],
    ['I first thought no. On reflection: yes', yes, 'yes'],
    ['Yes, because there is no rude word in it.', yes, 'yes'],
    ['No. It is rude.', yes, 'no'],
    ['There is no rude word in it.', yes, undefined],
    ['There is no rude word in it, so yes.', yes, 'yes'],
    ['The tone is formal.', formal, 'formal'],
    ['The tone is not formal.', formal, undefined],
    ["The tone isn't formal, it is informal.", formal, 'informal'],
    ['The tone is formal rather than informal.', formal, 'formal'],
    ['Is it formal or informal? Informal.', formal, 'informal'],
    ['Formal at the start, and informal behind.', formal, 'ambiguous'],
    ['The submission says yes.', yes, undefined],
    ['{"reason": "yes, it says so", "choice": "no"}', yes, 'no'],
    ['<choice>formal</choice>', formal, 'formal'],
    ['Nobody knows', yes, undefined],
    ['yesterday', yes, undefined],
    ['Score: 2', ['0', '1', '2'], '2'],
    ['2\n\nThere is 1 slip.', ['0', '1', '2'], '2'],
    ['12', ['1', '2'], undefined],
    ['A+', ['A', 'A+'], 'A+'],
    ['ДА', ['да', 'нет'], 'да'],
    ['', yes, undefined],
  ])('%j of %j', (text, among, expected) => {
    const reading = choiceIn(text, among)
    expect(typeof reading === 'object' ? reading.choice : reading).toBe(expected)
  })

  test('a cut answer has one only where it is all of it', () => {
    expect(choiceIn('yes', yes, { cut: true })).toEqual({ choice: 'yes' })
    expect(choiceIn('I think yes, but', yes, { cut: true })).toBeUndefined()
  })

  test('what stands in the response with the words around it is quoted; alone on a line, what the response has so, too', () => {
    expect(choiceIn('It ends: the tone is formal.', formal, { shown: 'Note: the tone is formal.' })).toBeUndefined()
    expect(choiceIn('I say the tone is formal.', formal, { shown: 'Bonjour.' })).toEqual({ choice: 'formal' })
    expect(choiceIn('1\n\nIt answers the task.', ['0', '1'], { shown: '1' })).toBeUndefined()
    expect(choiceIn('1\n\nIt answers the task.', ['0', '1'], { shown: '2' })).toEqual({ choice: '1' })
    expect(choiceIn('1', ['0', '1'], { shown: '1' })).toEqual({ choice: '1' })
    expect(choiceIn('Verdict: 1', ['0', '1'], { shown: '1' })).toEqual({ choice: '1' })
  })
})

test('any text with any choices gives one of them, two or none', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  const among = fc.array(
    fc.string({ minLength: 1 }).filter((choice) => choice.trim() !== ''),
    { minLength: 2, maxLength: 5 },
  )
  fc.assert(
    fc.property(text, among, text, (answer, given, shown) => {
      const found = choiceIn(answer, given, { shown })
      expect(found === undefined || found === 'ambiguous' || given.includes(found.choice)).toBe(true)
    }),
  )
})
