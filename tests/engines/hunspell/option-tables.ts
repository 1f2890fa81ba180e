import { expect, test } from 'vitest'
import { affixSpeller } from '../../../src/engines/hunspell/affix-speller.js'
import type { DictionaryFiles } from '../../../src/engines/speller.js'
import { nativeVerdicts } from '../../support/dictionaries.js'
import { hasNativeHunspell } from '../../support/native.js'

/** One option, by `man 5 hunspell`: a small dictionary, and what it makes right and wrong. */
export interface OptionTable {
  option: string
  /** Lines of the affix file; UTF-8 unless it says otherwise. */
  aff: string
  /** Lines of the word list, without the count. */
  dic: string
  right: string
  wrong: string
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function files({ aff, dic }: { aff: string; dic: string }): DictionaryFiles {
  const lines = dic.trim().split('\n')
  return {
    aff: bytes(aff.startsWith('SET') ? aff : `SET UTF-8\n${aff.trim()}\n`),
    dic: bytes(`${lines.length}\n${dic.trim()}\n`),
  }
}

/** The verdicts are those of the table, and those of native Hunspell where it is installed. */
export function testOptions(tables: readonly OptionTable[]): void {
  test.each(tables)('$option', async ({ right, wrong, ...dictionary }) => {
    const expected = new Map([
      ...right
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => [word, true] as const),
      ...wrong
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => [word, false] as const),
    ])
    const words = [...expected.keys()]
    const speller = await affixSpeller.load(files(dictionary), 'table')
    expect(new Map(words.map((word) => [word, speller.correct(word)]))).toEqual(expected)
    if (!hasNativeHunspell) return
    const native = nativeVerdicts(files(dictionary), words)
    expect(new Map(words.map((word, i) => [word, native[i]]))).toEqual(expected)
  })
}
