import { describe, expect, test } from 'vitest'
import { keptAnswers, keptPrompt } from '../../../src/files/harnesses/kept-values.js'

const stop = (output: string) => ({ output, finishReason: 'stop' })

describe('the responses in what tracing keeps of a call', () => {
  test.each<[what: string, kept: unknown, answers: object[]]>([
    ['a text', 'Oui.', [{ output: 'Oui.' }]],
    ['an empty response', '', [{ output: '' }]],
    ['an empty response of a chat', { choices: [{ message: { role: 'assistant', content: '' } }] }, [{ output: '' }]],
    ['null', null, []],
    ['a text that happens to be JSON', '{"answer":"Oui."}', [{ output: '{"answer":"Oui."}' }]],
    ['what a function gave', { answer: 'Oui.', tokens: 3 }, [{ output: 'Oui.' }]],
    ['what a function gave, under its own name', { reponse: 'Oui.' }, [{ output: 'Oui.' }]],
    ['numbers', { accuracy: 1 }, []],
    ['a message', { role: 'assistant', content: 'Oui.' }, [{ output: 'Oui.' }]],
    ['a message in JSON text, as CSV has it', '{"role":"assistant","content":"Oui."}', [{ output: 'Oui.' }]],
    ['a message that calls a tool', { role: 'assistant', content: null, tool_calls: [{}] }, []],
    [
      'the parts of a message of Anthropic',
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.' },
          { type: 'text', text: 'Oui.' },
        ],
      },
      [{ output: 'Oui.' }],
    ],
    [
      'a conversation',
      [
        { role: 'user', content: 'Non ?' },
        { role: 'assistant', content: 'Si.' },
        { role: 'assistant', content: 'Oui.' },
      ],
      [{ output: 'Oui.' }],
    ],
    [
      'the choices of OpenAI',
      { choices: [{ message: { role: 'assistant', content: 'Oui.' }, finish_reason: 'stop' }, { text: 'Si.' }] },
      [stop('Oui.'), { output: 'Si.' }],
    ],
    [
      'the choices alone, as Braintrust keeps them',
      [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Oui.' } }],
      [stop('Oui.')],
    ],
    [
      'the output of OpenAI’s Responses',
      {
        output: [
          { type: 'reasoning', summary: [] },
          { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Oui.' }] },
        ],
      },
      [{ output: 'Oui.' }],
    ],
    ['the generations of LangChain', { generations: [[{ text: 'Oui.' }]], llm_output: null }, [{ output: 'Oui.' }]],
    [
      'a chat generation of LangChain',
      {
        generations: [
          [{ text: '', message: { lc: 1, id: ['langchain', 'schema', 'AIMessage'], kwargs: { content: 'Oui.' } } }],
        ],
      },
      [{ output: 'Oui.' }],
    ],
    ['a message of LangChain', { output: { type: 'ai', content: 'Oui.' } }, [{ output: 'Oui.' }]],
    [
      'the state of LangGraph',
      {
        messages: [
          { type: 'human', content: 'Non ?' },
          { type: 'ai', content: 'Oui.' },
        ],
      },
      [{ output: 'Oui.' }],
    ],
    ['several texts', ['Oui.', 'Si.'], [{ output: 'Oui.' }, { output: 'Si.' }]],
  ])('%s', (_, kept, answers) => {
    expect(keptAnswers(kept)).toEqual(answers)
  })
})

describe('the question in what a call was given', () => {
  const system = { role: 'system', content: 'Sois bref.' }
  test.each<[what: string, kept: unknown, prompt: object]>([
    ['a text', 'Non ?', { input: 'Non ?' }],
    ['null', null, {}],
    ['numbers', { seed: 1, n: 2 }, {}],
    ['a field of a usual name', { question: 'Non ?', id: '1' }, { input: 'Non ?' }],
    ['a field of another name, alone', { frage: 'Non ?' }, { input: 'Non ?' }],
    ['messages', [system, { role: 'user', content: 'Non ?' }], { input: 'Non ?', context: [system] }],
    ['messages in JSON text', '[{"role":"user","content":"Non ?"}]', { input: 'Non ?' }],
    ['the request of OpenAI', { model: 'a', messages: [{ role: 'user', content: 'Non ?' }] }, { input: 'Non ?' }],
    [
      'the messages of LangChain',
      {
        messages: [
          [
            { id: ['langchain', 'schema', 'SystemMessage'], kwargs: { content: 'Sois bref.' } },
            { id: ['langchain', 'schema', 'HumanMessage'], kwargs: { content: 'Non ?' } },
          ],
        ],
      },
      { input: 'Non ?', context: [system] },
    ],
    ['the prompts of LangChain', { prompts: ['Non ?'] }, { input: 'Non ?' }],
  ])('%s', (_, kept, prompt) => {
    expect(keptPrompt(kept)).toEqual(prompt)
  })
})
