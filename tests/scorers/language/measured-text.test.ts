import { describe, expect, test } from 'vitest'
import {
  languageConfusion,
  languageCorrectness,
  modifierFulfillment,
  type SampleArgs,
  spellcheckRatio,
} from '../../../src/index.js'
import { hasLetters } from '../../../src/text/words.js'
import { demoSamples } from '../../support/demo.js'

const french = 'La capitale de l’Australie est Canberra, et non Sydney.'
const thought = 'Okay, the user asks in French about the capital of Australia.'
const correct = languageCorrectness({ language: 'fr' })
const spelled = spellcheckRatio({ language: 'fr' })

describe('what is no answer', () => {
  test.each<[string, SampleArgs, string, string]>([
    ['cut within its reasoning', { output: `<think>${thought}` }, 'skipped', 'no-answer'],
    ['the server gives the reasoning apart', { output: '', reasoning: thought }, 'skipped', 'no-answer'],
    [
      'cut after its reasoning',
      { output: `<think>${thought}</think>`, finishReason: 'length' },
      'skipped',
      'no-answer',
    ],
    ['nothing was answered', { output: `<think>${thought}</think>`, finishReason: 'stop' }, 'scored', 'empty-response'],
    ['code alone', { output: '```py\nimport csv\n```' }, 'skipped', 'no-prose'],
    ['a formula alone', { output: '$$x^2 = \\text{quatre}$$' }, 'skipped', 'no-prose'],
    ['JSON alone', { output: '{"capitale": "Canberra"}' }, 'skipped', 'no-prose'],
    ['an address alone', { output: 'https://example.org' }, 'skipped', 'no-prose'],
    ['a number', { output: '42' }, 'skipped', 'no-letters'],
  ])('%s', async (_, args, status, reason) => {
    expect(await correct(args)).toMatchObject({ status, reason })
    if (status === 'skipped' && reason !== 'no-letters') expect(await spelled(args)).toMatchObject({ status, reason })
    if (reason === 'no-answer') expect(await modifierFulfillment({ modifier: 'short' })(args)).toMatchObject({ reason })
    if (reason === 'no-prose') expect(await languageConfusion({ language: 'fr' })(args)).toMatchObject({ reason })
  })
})

test('metadata say what was left out, and every scorer the same', async () => {
  const output = `<think>${thought}</think>\n\n${french}\n\`\`\`js\nlet x\n\`\`\``
  const leftOut = { reasoning: thought.length + 15, code: 15 }
  for (const scorer of [
    correct,
    spelled,
    languageConfusion({ language: 'fr' }),
    modifierFulfillment({ modifier: 'short' }),
  ]) {
    const { score, metadata } = await scorer({ output })
    expect({ score, leftOut: metadata.leftOut }).toEqual({ score: 1, leftOut })
  }
})

test('text: whole measures every character', async () => {
  const output = `<think>${thought} ${thought}</think>\n\n${french}`
  expect(await languageCorrectness({ language: 'fr', text: 'whole' })({ output })).toMatchObject({
    score: 0,
    metadata: { detected: 'en', text: 'whole' },
  })
  expect((await spellcheckRatio({ language: 'fr', text: 'whole' })({ output })).metadata.misspelled).toContain('asks')
})

describe('of: reasoning', () => {
  const thinks = languageCorrectness({ of: 'reasoning', language: 'fr' })
  test.each<[string, SampleArgs, number | null]>([
    ['in the response', { output: `<think>${thought}</think>${french}` }, 0],
    ['given apart', { output: french, reasoning: thought }, 0],
    ['in the language', { output: thought, reasoning: french }, 1],
    ['none', { output: french }, null],
  ])('%s', async (_, args, score) => {
    const result = await thinks(args)
    expect(result).toMatchObject({ name: 'reasoningLanguageCorrectness', score, metadata: { of: 'reasoning' } })
    if (score === null) expect(result.reason).toBe('no-reasoning')
  })

  test('spelling has a name of its own, and its verdict', async () => {
    const scorer = spellcheckRatio({ of: 'reasoning', language: 'fr' })
    expect(scorer.name).toBe('reasoningSpellcheckRatio')
    expect((scorer.verdict as () => { name: string })().name).toBe('reasoningLanguageCorrectness')
    expect((await scorer({ output: french, reasoning: 'Le kanapé.' })).metadata).toMatchObject({
      misspelled: ['kanapé'],
    })
  })
})

describe('a response that was cut', () => {
  const cut = 'Il faut manger des légu'
  test.each<[string, SampleArgs & { generation?: object }, boolean | undefined, string[]]>([
    ['nothing is known', { output: cut }, undefined, ['légu']],
    ['its finish reason says so', { output: cut, finishReason: 'length' }, undefined, []],
    ['in another server’s words', { output: cut, finishReason: 'MAX_TOKENS' }, undefined, []],
    ['as crosslingual generate writes it', { output: cut, generation: { finishReason: 'length' } }, undefined, []],
    ['it stopped by itself', { output: cut, finishReason: 'stop' }, undefined, ['légu']],
    ['the option says so', { output: cut }, true, []],
    ['the option says no', { output: cut, finishReason: 'length' }, false, ['légu']],
  ])('%s', async (_, args, truncated, misspelled) => {
    const options = truncated === undefined ? {} : { truncated }
    expect((await spellcheckRatio({ language: 'fr', ...options })(args)).metadata.misspelled).toEqual(misspelled)
  })
})

test.each(['prosa', ''])('text: %j is a RangeError', (text) => {
  expect(() => languageCorrectness({ text: text as 'prose' })).toThrow(/text must be "prose" or "whole"/)
  expect(() => modifierFulfillment({ text: text as 'prose' })).toThrow(RangeError)
  expect(() => spellcheckRatio({ of: text as 'answer' })).toThrow(/of must be/)
})

// What stands beside the prose of a response changes neither its language nor its words. Each real response is written as models write today.
const around: Record<string, (text: string) => string> = {
  'reasoning in English': (text) => `<think>\n${thought} ${thought}\n</think>\n\n${text}`,
  'reasoning that the template opened': (text) => `${thought} ${thought}\n</think>\n\n${text}`,
  'the channels of gpt-oss': (text) =>
    `<|channel|>analysis<|message|>${thought}<|end|><|start|>assistant<|channel|>final<|message|>${text}`,
  'a fence of Python': (text) =>
    `${text}\n\n\`\`\`python\n${'for row in rows:\n    print(row["the name of the customer"])\n'.repeat(8)}\`\`\``,
  'a formula': (text) => `$$\\text{the number of the rows} = \\frac{\\text{sum}}{\\text{count}}$$\n\n${text}`,
  'an address': (text) => `https://www.example.org/documentation/getting-started/for-the-beginners\n${text}`,
  'tokens of a template': (text) => `<|im_start|>assistant\n${text}<|im_end|>`,
  HTML: (text) =>
    `<div class="the answer of the model">\n${text.replace(/[éèàçãõ]/g, (letter) => `&#${letter.charCodeAt(0)};`)}\n</div>`,
  emoji: (text) => `⚠️ ${text} ❤️`,
}

describe.each(Object.entries(around))('%s around a response', (_, write) => {
  const samples = demoSamples.filter(({ output }) => hasLetters(output) && !/[`<>{}$&\\]|https?:/.test(output))

  test('changes neither its language nor its words', async () => {
    expect(samples.length).toBeGreaterThan(150)
    const differing: string[] = []
    for (const { output, language } of samples) {
      const about = async (text: string) => {
        const [{ metadata }, spelling] = [
          await languageCorrectness()({ output: text, language }),
          await spellcheckRatio()({ output: text, language }),
        ]
        return [metadata.detected, spelling.metadata.words, spelling.metadata.misspelled]
      }
      if (JSON.stringify(await about(write(output))) !== JSON.stringify(await about(output))) differing.push(output)
    }
    expect(differing).toEqual([])
  })
})
