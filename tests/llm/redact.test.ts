import { describe, expect, test } from 'vitest'
import { redactor, secretsIn, withoutSecrets } from '../../src/llm/redact.js'

const quote = 'se"cr\\et/é-42'

describe('a secret is taken out in every form that servers write it', () => {
  test.each<[form: string, text: string, clean: string]>([
    ['as it is', `wrong key ${quote}!`, 'wrong key (key)!'],
    ['in JSON', JSON.stringify({ said: quote }), '{"said":"(key)"}'],
    [
      'in JSON within JSON',
      JSON.stringify({ said: JSON.stringify({ said: quote }) }),
      '{"said":"{\\"said\\":\\"(key)\\"}"}',
    ],
    ['in JSON of ASCII alone', '{"said":"se\\"cr\\\\et/\\u00e9-42"}', '{"said":"(key)"}'],
    ['in JSON with slashes escaped', '{"said":"se\\"cr\\\\et\\/é-42"}', '{"said":"(key)"}'],
    ['in an address', `?key=${encodeURIComponent(quote)}&a=1`, '?key=(key)&a=1'],
    ['on an HTML page', '<p>se&quot;cr\\et/é-42</p>', '<p>(key)</p>'],
  ])('%s', (_, text, clean) => {
    expect(redactor([quote]).text(text)).toBe(clean)
  })
})

test('within a value of any shape, names of members too', () => {
  expect(redactor(['abc-DEF-123']).json({ a: ['x abc-DEF-123', 1, null], 'abc-DEF-123': { b: true } })).toEqual({
    a: ['x (key)', 1, null],
    '(key)': { b: true },
  })
})

describe('a secret that is short or a word', () => {
  const { text } = redactor(['test', 'none', '1', 'a', 'sk-1234', 'not-needed'])
  test.each([
    'this is a test, and none of it is needed',
    'attest, greatest, tests',
    'a malformed answer: expected 1 of 3 tokens',
    '1',
    '{"Language": 1, "Fluency": 1}',
    'The key fact is right: 1',
    'a task-1234',
    'The explanation was not-needed here.',
  ])('stays in %j', (ordinary) => {
    expect(text(ordinary)).toBe(ordinary)
  })

  test.each([
    ['Incorrect API key provided: test. You can find yours', 'Incorrect API key provided: (key). You can find yours'],
    ['Authorization: Bearer none', 'Authorization: Bearer (key)'],
    ['{"api_key":"1"}', '{"api_key":"(key)"}'],
    ['no such token: sk-1234', 'no such token: (key)'],
    ['invalid credential "not-needed"', 'invalid credential "(key)"'],
  ])('goes where it is spoken of as a key: %j', (said, clean) => {
    expect(text(said)).toBe(clean)
  })
})

test.each(['a', 'k', 'x', '0', 'sk', 'EMPTY', 'none', 'key', 'token', 'é'])(
  'the key %j is not taken out of words',
  (key) => {
    const said =
      'The task of Alex asks: key tokens, 10 monkeys, risk 0.5, a café, sketches {"max_tokens":16,"key":"value"}'
    expect(redactor([key]).text(said)).toBe(said)
    expect(redactor([key]).text(`Incorrect API key provided: ${key}.`)).toBe('Incorrect API key provided: (key).')
  },
)

test('keys of the large vendors go, whoever holds them, and words that begin like them stay', () => {
  const { text } = redactor([])
  expect(text('sk-proj-abcdefghij0123456789 and AIzaSyA0123456789abcdefghij')).toBe('(key) and (key)')
  expect(text('sk-learn, hf_transformers_and_more_words, skyscraper')).toBe(
    'sk-learn, hf_transformers_and_more_words, skyscraper',
  )
})

test('no secret at all changes nothing', () => {
  expect(redactor(['', '  ']).text('nothing to hide')).toBe('nothing to hide')
})

test('what stands under a name of keys may be one', () => {
  const given = {
    Authorization: 'Bearer abc',
    'X-Title': 'title',
    nested: { apiKey: 'k1', max_tokens: 'many' },
    list: [{ token: 't' }],
  }
  expect(secretsIn(given)).toEqual(['Bearer abc', 'abc', 'k1', 'k1', 't', 't'])
  expect(withoutSecrets(given)).toEqual({
    Authorization: '(key)',
    'X-Title': 'title',
    nested: { apiKey: '(key)', max_tokens: 'many' },
    list: [{ token: '(key)' }],
  })
})
