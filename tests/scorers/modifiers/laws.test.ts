import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modifierFulfillment } from '../../../src/scorers/modifiers/modifier-fulfillment.js'
import { count } from '../../support/counts.js'
import { checkCases } from './check-cases.js'

const scorer = modifierFulfillment()

/** What a reader cannot see, or takes for the same. None of it may change a verdict. */
const invisible: Record<string, (text: string) => string> = {
  NFC: (text) => text.normalize('NFC'),
  NFD: (text) => text.normalize('NFD'),
  'blank lines around it': (text) => `\n\n \n${text}\n\t\n\n`,
  'CRLF line ends': (text) => text.replace(/\r?\n/g, '\r\n'),
  'spaces at line ends': (text) => text.replace(/(?=\r?\n|$)/g, '  \t'),
  'no-break spaces': (text) => text.replace(/(?<=\S) (?=\S)/g, '\u00a0'),
  'doubled spaces': (text) => text.replace(/(?<=\S) (?=\S)/g, '   '),
  'spaces on blank lines': (text) => text.replace(/\n(?=\r?\n)/g, '\n    '),
}

describe.each(Object.entries(invisible))('%s', (_, change) => {
  test('changes no verdict of the tables', async () => {
    const changed: string[] = []
    for (const { check, language, why, output, modifier, verdict } of checkCases) {
      const { score } = await scorer({ output: change(output), modifier })
      if (score !== verdict) changed.push(`${check} ${language}: ${why}`)
    }
    expect(changed).toEqual([])
  })
})

describe('laws', () => {
  const modifiers = [
    'short',
    'long',
    'num_items_3',
    'markdown_template',
    'html_template',
    'arrow_template',
    'cap_template',
  ]
  const pieces = fc.constantFrom(
    ...[
      '- ',
      '1. ',
      '2) ',
      '--> ',
      '**',
      '# ',
      'a) ',
      'i. ',
      '<html>',
      '<body>',
      '</body>',
      '```',
      '|',
      '\n',
      '\n\n',
      '  ',
      'mot',
      'Mot',
      'ß',
      'ǆ',
      'Ж',
      '漢字',
      ':',
      '. ',
      ',',
      '1998. ',
      '\u0301',
      '🙂',
    ],
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
  )

  test.each(modifiers)('%s: any text is decided, and alike when nothing visible changes', async (modifier) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...Object.keys(invisible)), async (output, name) => {
        const before = await scorer({ output, modifier })
        expect(before.status).not.toBe('failed')
        const after = await scorer({ output: (invisible[name] as (text: string) => string)(output), modifier })
        expect(after.score).toBe(before.score)
      }),
      { numRuns: count(60, 300) },
    )
  })

  test('no response follows both short and long', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (output) => {
        const [short, long] = await Promise.all(['short', 'long'].map((modifier) => scorer({ output, modifier })))
        expect([short?.score, long?.score]).not.toEqual([1, 1])
      }),
    )
  })

  test('at most one N is right', async () => {
    const counts = [2, 3, 4, 5, 6, 7, 8, 9, 10]
    await fc.assert(
      fc.asyncProperty(texts, async (output) => {
        const scores = await Promise.all(counts.map((n) => scorer({ output, modifier: `num_items_${n}` })))
        expect(scores.filter(({ score }) => score === 1).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('hostile megabytes are decided in bounded time', () => {
  const million = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length))
  const hostile = [
    '- ',
    '<div>',
    '<!--',
    '**',
    '```\n',
    '\n',
    ' ',
    '1. a ',
    '> ',
    '[',
    '|-',
    'a, ',
    '`',
    '--> ',
    '&',
    '<b ',
    '\u0301',
    '_a_',
    '(1) ',
    'a. ',
    '漢',
  ]
  test.each(hostile)('%j', { timeout: 20_000 }, async (piece) => {
    for (const modifier of [
      'short',
      'num_items_3',
      'markdown_template',
      'html_template',
      'arrow_template',
      'cap_template',
    ]) {
      const { status } = await scorer({ output: `<html><body>${million(piece)}`, modifier })
      expect(status).not.toBe('failed')
    }
  })
})
