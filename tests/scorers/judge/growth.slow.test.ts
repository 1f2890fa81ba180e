import { describe, expect, test } from 'vitest'
import { judgeScorer, relevanceJudge, sixCriteriaJudge } from '../../../src/index.js'
import type { ChatClient } from '../../../src/llm/index.js'

/** Parts of which hostile answers and responses are made by repeating them, or by a beginning, a part and an end. */
const hostile: readonly (string | readonly [start: string, part: string, end: string])[] = [
  ...[
    '{',
    '}',
    '{}',
    '{a}',
    '{"a":',
    '{"Fluency":2}',
    '{"Fluency": 3, "Accuracy": 3}',
    '[',
    '["a",',
    '"',
    "'",
    '\\"',
    ',',
    ', ',
  ],
  ...[
    'Fluency ',
    'Fluency: ',
    'Fluency: 3 ',
    'Fluency: 3\n',
    'Fluency (',
    'language-',
    '| Fluency | 3 |\n',
    'Fluency: ★',
    '★',
    '☆',
  ],
  ...[
    '1',
    '0 ',
    '1\n',
    '1. ',
    '1.0',
    '0 or ',
    '1, ',
    'Score: ',
    'Score: 1 ',
    'Score: 1\n',
    'so ',
    'not ',
    'says ',
    'answer is ',
    '-1 ',
  ],
  ...['yes ', 'no ', 'yes or no ', 'choice: ', 'choice:::::', 'choice: yes\n', 'yes, '],
  ...[
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\t\t\r',
    '\u2028',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u0301',
    '\ufe0f',
    '\u{e0041}',
    '\ud800',
  ],
  ...[
    '*',
    '* ',
    '***\n',
    '\\*',
    '＊',
    '∗',
    '[',
    '[ ',
    '[END ',
    '[END DATA',
    '[END DATA]',
    '[Task]',
    '[Task] ',
    '[E\u200b',
    '【',
    'END DATA\n',
  ],
  ...[
    '<',
    '<<',
    '<|',
    '<|a|>',
    '</s>',
    '<think>',
    '</think>',
    '<think',
    '`<think>`',
    '[THINK]',
    '<|channel|>final',
    '<answer>',
    '</answer>',
  ],
  ...['⦃', '⦄', '⦃⦄', '⟦', '‹', '“', '”', '“a1”', '«', '> ', '>\n', '> 1\n', '```\n', '~', '~~~\n', '`', '```json\n'],
  ...[
    'a',
    'ab ',
    'é',
    'я',
    '中',
    '🙂',
    '👩‍👩‍👧',
    '🅴',
    'ﬃ',
    'Ⅻ',
    '/',
    ':',
    '=',
    '→',
    '-',
    '—',
    '.',
    '?',
    '$',
    '\\boxed{',
    '%%%TASK%%%',
    '{{output}}',
  ],
  ...([
    ['{"Fluency": "', 'x', '"}'],
    ['{"Fluency": ', '1', '}'],
    ['{"Fluency"', ' ', ': 3}'],
    ['{', 'language', '}'],
    ['Fluency: ', '1', ''],
    ['Fluency', ' ', ': 3'],
    ['[', '\u0301', 'END DATA]'],
    ['[END', ' ', 'DATA]'],
    ['[Task]', ' ', ':'],
    ['<think ', ' ', '>'],
    ['', '{"a":', `1${'}'.repeat(1000)}`],
    ['', ' ', 'x'],
    ['x', ' ', ''],
    ['"', 'a "', '"'],
    ['“', 'a', '1”'],
    ['', '\n', '1'],
    ['1', '\n', ''],
  ] as const),
]

function textOf(parts: (typeof hostile)[number], length: number): string {
  const [start, part, end] = typeof parts === 'string' ? ['', parts, ''] : parts
  return start + part.repeat(Math.ceil(length / part.length)) + end
}

const judges: Readonly<Record<string, (client: ChatClient) => (sample: { input: string; output: string }) => unknown>> =
  {
    relevance: (client) => relevanceJudge({ client }),
    'six criteria': (client) => sixCriteriaJudge({ client }),
    'a rubric of one’s own': (client) =>
      judgeScorer({ name: 'polite', client, prompt: '{{input}}\n{{output}}', choices: { yes: 1, partly: 0.5, no: 0 } }),
  }

/** Processor time, in ms, of one judge that answers with a text to a response that is the same text. */
async function cost(judge: keyof typeof judges, text: string): Promise<number> {
  const client: ChatClient = {
    model: 'm',
    identity: async () => 'm',
    complete: async () => ({ text, finishReason: 'stop', model: 'm' }),
  }
  const score = judges[judge]?.(client)
  const start = process.cpuUsage()
  await score?.({ input: 'Où est la gare ?', output: text })
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The fastest of three, of texts that differ, since the last one is remembered. */
async function least(judge: keyof typeof judges, text: string): Promise<number> {
  return Math.min(await cost(judge, `${text}a`), await cost(judge, `${text}b`), await cost(judge, `${text}c`))
}

/** What is done in less says nothing about growth: it is compiled, collected, or not. */
const FLOOR = 25
const MOST = 12

describe.each(Object.keys(judges))('%s: ten times the text takes at most twelve times as long', (judge) => {
  test.each(hostile.map((parts) => [parts] as const))(
    '%j',
    async (parts) => {
      const long = textOf(parts, 1_000_000)
      if ((await cost(judge, long)) < MOST * FLOOR) return
      const before = Math.max(FLOOR, await least(judge, textOf(parts, 100_000)))
      expect(await least(judge, long)).toBeLessThan(MOST * before)
    },
    120_000,
  )
})
