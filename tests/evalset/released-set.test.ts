import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findModifier, type ModifiedPrompt, modifiers, readReleasedSet, releasedSet } from '../../src/evalset/index.js'
import { hasShared, sharedPath } from '../support/shared.js'

const chat = (content: string) => JSON.stringify([{ role: 'user', content }])

describe('releasedSet says what is wrong, and where', () => {
  const instructions = chat('Why is the sky blue?')
  const table: [string, Parameters<typeof releasedSet>[0], string][] = [
    [
      'no JSON',
      { language: 'en', instructions: `${instructions}\n{` },
      'alpacaeval_test_subset.en.jsonl:2: not valid JSON',
    ],
    [
      'no chat',
      { language: 'en', instructions: '{"content": 1}' },
      'alpacaeval_test_subset.en.jsonl:1: expected [{"role"',
    ],
    [
      'too few types',
      { language: 'en', instructions, modified: { instructions: `${instructions}\n${instructions}`, types: 'short' } },
      'modifiers.en.types: 1 types for 2 instructions',
    ],
    [
      'another base',
      { language: 'en', instructions, modified: { instructions: chat('Why not?'), types: 'short' } },
      'modifiers.en.jsonl:1: begins with none of the instructions',
    ],
  ]
  test.each(table)('%s', (_, files, message) => {
    expect(() => releasedSet(files)).toThrow(message)
  })

  test('a folder without its files', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'released-'))
    await expect(readReleasedSet(folder)).rejects.toThrow('no alpacaeval_test_subset.LL.jsonl in this folder')
    writeFileSync(join(folder, 'alpacaeval_test_subset.en.jsonl'), instructions)
    await expect(readReleasedSet(folder)).rejects.toThrow('modifiers.en.jsonl')
    expect(await readReleasedSet(folder, { modified: false })).toEqual([
      { id: 'released-1', input: 'Why is the sky blue?', language: 'en' },
    ])
  })
})

describe.skipIf(!hasShared)('the released set', async () => {
  const set = hasShared ? await readReleasedSet(sharedPath('released-eval')) : []
  const modified = set.filter((prompt): prompt is ModifiedPrompt => prompt.modifier !== undefined)

  test('113 instructions and 251 modified ones in each of four languages', () => {
    expect(set).toHaveLength(4 * (113 + 251))
    expect(modified).toHaveLength(1004)
    for (const language of ['en', 'fr', 'pt', 'ru']) {
      expect(modified.filter(({ instructionLanguage }) => instructionLanguage === language)).toHaveLength(251)
    }
  })

  test('ids are unique in a language of instructions, and name the instruction', () => {
    expect(new Set(modified.map(({ instructionLanguage, id }) => `${instructionLanguage} ${id}`)).size).toBe(1004)
    const plain = new Map(
      set.filter(({ modifier }) => modifier === undefined).map((each) => [`${each.language} ${each.id}`, each]),
    )
    for (const { promptId, instructionLanguage, input } of modified) {
      expect(input.startsWith(plain.get(`${instructionLanguage} ${promptId}`)?.input as string)).toBe(true)
    }
  })

  test('every type is a modifier of the catalogue, in the published numbers', () => {
    for (const language of ['en', 'fr', 'pt', 'ru']) {
      const own = modified.filter(({ instructionLanguage }) => instructionLanguage === language)
      const counts = Object.fromEntries(modifiers.map(({ id }) => [id, 0]))
      for (const { modifier } of own)
        counts[findModifier(modifier, modifiers)?.modifier.id ?? modifier] =
          (counts[findModifier(modifier, modifiers)?.modifier.id ?? modifier] ?? 0) + 1
      expect(counts).toEqual(Object.fromEntries(modifiers.map(({ id, count }) => [id, count])))
    }
  })

  test('the parameter is the one in the text, and the answer’s language is the one asked for', () => {
    const names: Record<string, RegExp> = {
      fr: /French|français|Francês|французском/,
      pt: /Portuguese|portugais|португальском/,
      ru: /Russian|russe|Russo/,
      en: /English|anglais|Inglês/,
      de: /German|allemand|немецком/,
    }
    for (const { modifier, input, language, instructionLanguage } of modified) {
      const { parameter = '' } = findModifier(modifier, modifiers) ?? {}
      if (modifier.startsWith('num_items_')) expect(input).toMatch(new RegExp(` ${parameter} (options|opções|вариант)`))
      if (modifier.startsWith('lang_')) {
        expect(language).toBe(parameter)
        expect(input).toMatch(names[parameter] as RegExp)
      } else expect(language).toBe(instructionLanguage)
    }
  })
})
