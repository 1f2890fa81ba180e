import { describe, expect, test } from 'vitest'
import { fieldPaths, readField } from '../../src/core/field-path.js'

// The response is one line of OpenAI's batch output (platform.openai.com/docs/guides/batch).
const batch = { response: { body: { choices: [{ message: { content: 'Bonjour.' } }] } }, custom_id: 'a' }

describe('readField', () => {
  test.each<[row: object, path: string, expected: unknown]>([
    [batch, 'custom_id', 'a'],
    [batch, 'response.body.choices[0].message.content', 'Bonjour.'],
    [batch, 'response["body"].choices[0][\'message\'].content', 'Bonjour.'],
    [batch, '"response".body."choices"[0].message.content', 'Bonjour.'],
    [batch, 'response.body.choices[1].message.content', undefined],
    [batch, 'response.body.choices.length', 1],
    [{ 'a.b': 1, a: { b: 2 } }, 'a.b', 1],
    [{ a: { b: 2 } }, 'a.b', 2],
    [{ a: { 'b.c': 3, 'd[0]': 4, 'e"f': 5 } }, 'a["b.c"]', 3],
    [{ a: { 'b.c': 3, 'd[0]': 4, 'e"f': 5 } }, "a['d[0]']", 4],
    [{ a: { 'b.c': 3, 'd[0]': 4, 'e"f': 5 } }, "a['e\"f']", 5],
    [{ a: [[1, 2]] }, 'a[0][1]', 2],
    [[['x']], '[0][0]', 'x'],
    [{ a: null }, 'a', null],
    [{ a: null }, 'a.b', undefined],
    [{ a: 'text' }, 'a.b', undefined],
    // What every object inherits is no field.
    [{ a: {} }, 'constructor', undefined],
    [{ a: {} }, '__proto__', undefined],
    [{ a: {} }, 'a.constructor.name', undefined],
    [{ a: {} }, 'a["__proto__"]', undefined],
    [JSON.parse('{"__proto__": "own"}'), '__proto__', 'own'],
    // No paths; but columns may have such names.
    ...['a..b', '.a', 'a.', 'a[', 'a[x]', 'a[-1]', 'a]', 'a"', ''].flatMap((text): [object, string, unknown][] => [
      [{ a: { b: [1] } }, text, undefined],
      [{ [text]: 7 }, text, 7],
    ]),
  ])('%j at %s', (row, path, expected) => {
    expect(readField(row, path)).toEqual(expected)
  })
})

describe('fieldPaths', () => {
  test('each path that is shown leads to the value', () => {
    const row = { ...batch, n: 1, none: null, empty: {}, 'x.y': { 'a.b': [{ 'c"d': true, "e'f": 2 }] } }
    expect(fieldPaths(batch, 20)).toEqual(['response.body.choices[0].message.content', 'custom_id'])
    const paths = fieldPaths(row, 20)
    expect(paths).toContain('none')
    for (const path of paths.filter((each) => !each.startsWith('x.y')))
      expect(readField(row, path), path).not.toBeUndefined()
    expect(fieldPaths({ a: { 'b.c': 1, 'd"e': 2 } }, 20)).toEqual(['a["b.c"]', "a['d\"e']"])
  })

  test('no more than are wanted, however deep or wide', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`) as object
    expect(fieldPaths(deep, 5)).toEqual(['a.a.a.a.a.a.a.a.a'])
    expect(fieldPaths(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`f${i}`, i])), 5)).toHaveLength(5)
  })
})
