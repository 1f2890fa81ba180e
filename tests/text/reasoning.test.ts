import { describe, expect, test } from 'vitest'
import { reasoningSpans, withoutReasoning } from '../../src/text/reasoning.js'

describe('withoutReasoning', () => {
  test.each<[what: string, text: string, reasoning: string, answer: string]>([
    ['nothing', '', '', ''],
    ['plain text', 'La capitale est Canberra.', '', 'La capitale est Canberra.'],
    ['DeepSeek-R1, Qwen3', '<think>\nHm, French.\n</think>\n\nCanberra.', 'Hm, French.', 'Canberra.'],
    ['Qwen3 that does not think', '<think>\n\n</think>\n\nCanberra.', '', 'Canberra.'],
    [
      'the template opened the block',
      'Okay, the user asks.\n</think>\n\nCanberra.',
      'Okay, the user asks.',
      'Canberra.',
    ],
    ['the same, on one line', 'Hm.</think>Canberra.', 'Hm.', 'Canberra.'],
    ['Magistral', '[THINK]Hm.[/THINK]Canberra.', 'Hm.', 'Canberra.'],
    ['Magistral, opened by the template', 'Hm.[/THINK]Canberra.', 'Hm.', 'Canberra.'],
    [
      'a prompt that asks for tags',
      '<reasoning>Hm.</reasoning>\n<answer>Canberra.</answer>',
      'Hm.',
      '<answer>Canberra.</answer>',
    ],
    ['in capitals', '<THINKING>Hm.</THINKING> Canberra.', 'Hm.', 'Canberra.'],
    ['with attributes', '<think duration="5">Hm.</think> Canberra.', 'Hm.', 'Canberra.'],
    ['tags mixed up', '<thinking>Hm.</think> Canberra.', 'Hm.', 'Canberra.'],
    [
      'a tag in a block',
      '<think>I should close <think> first.</think> Canberra.',
      'I should close  first.',
      'Canberra.',
    ],
    ['closed twice', '<think>Hm.</think> Yes.</think> Canberra.', 'Hm. Yes.', 'Canberra.'],
    ['a tag too many', '<think>Hm.</think> Canberra.</think>', 'Hm.', 'Canberra.'],
    ['between two parts', 'Oui.\n<think>Hm.</think>\nCanberra.', 'Hm.', 'Oui.\n\nCanberra.'],
    ['Seed-OSS', '<seed:think>Hm.</seed:think>Canberra.', 'Hm.', 'Canberra.'],
    ['Kimi', '◁think▷Hm.◁/think▷Canberra.', 'Hm.', 'Canberra.'],
    ['OpenThinker', '<|begin_of_thought|>Hm.<|end_of_thought|>Canberra.', 'Hm.', 'Canberra.'],
    ['Command A', '<|START_THINKING|>Hm.<|END_THINKING|>Canberra.', 'Hm.', 'Canberra.'],
    [
      'gpt-oss',
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Canberra.',
      'Hm.',
      'Canberra.',
    ],
    ['gpt-oss, the tokens taken off', 'analysisThe user asks.assistantfinalCanberra.', 'The user asks.', 'Canberra.'],
    ['gpt-oss, opened by the template', 'Hm.<|channel|>final<|message|>Canberra.', 'Hm.', 'Canberra.'],
    [
      'Open WebUI',
      '<details type="reasoning" done="true">\n<summary>Thought</summary>\nHm.\n</details>\nCanberra.',
      '<summary>Thought</summary>\nHm.',
      'Canberra.',
    ],
    ['code in the reasoning', '<think>```\nx\n</think>\nCanberra.', '```\nx', 'Canberra.'],
    ['code in the reasoning, opened by the template', '```\nx\n</think>\n```py\ny\n```', '```\nx', '```py\ny\n```'],
    // Not reasoning:
    [
      'a tag in code',
      'La balise `<think>` ouvre, `</think>` ferme.',
      '',
      'La balise `<think>` ouvre, `</think>` ferme.',
    ],
    [
      'tags in a fence',
      'Ainsi :\n```\n<think>\nHm.\n</think>\n\nOui\n```',
      '',
      'Ainsi :\n```\n<think>\nHm.\n</think>\n\nOui\n```',
    ],
    ['quoted', 'La balise « <think> », puis "</think>".', '', 'La balise « <think> », puis "</think>".'],
    [
      'other details',
      '<details><summary>Plus</summary>Oui.</details>',
      '',
      '<details><summary>Plus</summary>Oui.</details>',
    ],
    ['a stage direction', '[think] What a day', '', '[think] What a day'],
    ['an analysis', 'analysis of the text: fine', '', 'analysis of the text: fine'],
  ])('%s', (_, text, reasoning, answer) => {
    expect(withoutReasoning(text)).toEqual({ reasoning, answer, unclosed: false })
  })

  test.each<[what: string, text: string, reasoning: string, answer: string]>([
    ['think', '<think>\nDraft: {"Fluency": 1} hmm let me', 'Draft: {"Fluency": 1} hmm let me', ''],
    ['THINK', '[THINK]Hm', 'Hm', ''],
    ['gpt-oss', '<|channel|>analysis<|message|>Hm', 'Hm', ''],
    ['gpt-oss, the tokens taken off', 'analysisWe need to', 'We need to', ''],
    ['a second block', '<think>a</think>Oui. <think>b', 'a\nb', 'Oui. '],
    ['a fence in the block', '<think>```\n<b>', '```\n<b>', ''],
  ])('a block that is not closed: %s', (_, text, reasoning, answer) => {
    expect(withoutReasoning(text)).toEqual({ reasoning, answer, unclosed: true })
  })
})

test('reasoningSpans tells where the reasoning stands, tags included', () => {
  const text = '<think>a</think>Oui <think>b</think>non'
  expect(reasoningSpans(text).spans.map(({ start, end }) => text.slice(start, end))).toEqual([
    '<think>a</think>',
    '<think>b</think>',
  ])
})
