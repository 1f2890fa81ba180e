import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modifierFulfillment } from '../../src/modifiers/modifier-fulfillment.js'
import en from './cases/en.json' with { type: 'json' }
import fr from './cases/fr.json' with { type: 'json' }
import pt from './cases/pt.json' with { type: 'json' }
import ru from './cases/ru.json' with { type: 'json' }

// The tables were written from the words of each condition by somebody who had not seen the checks.
interface Case {
  text?: string
  paragraphs?: number[]
  n?: number
  asked?: string
  why: string
}
interface Table {
  paragraphs: string[]
  [check: string]: { accepted: Case[]; rejected: Case[] } | string[]
}
const tables = { en, fr, pt, ru } as unknown as Record<string, Table>

const names: Record<string, (row: Case) => string> = {
  short: () => 'short',
  long: () => 'long',
  num_items: ({ n }) => `num_items_${n}`,
  lang: ({ asked }) => `lang_${asked}`,
  markdown: () => 'markdown_template',
  html: () => 'html_template',
  arrow: () => 'arrow_template',
  cap: () => 'cap_template',
}
const scorer = modifierFulfillment()

const cases = Object.entries(tables).flatMap(([language, table]) =>
  Object.entries(names).flatMap(([check, nameOf]) => {
    const { accepted, rejected } = table[check] as { accepted: Case[]; rejected: Case[] }
    const row = (verdict: number) => (each: Case) => ({
      check,
      language,
      verdict,
      why: each.why,
      modifier: nameOf(each),
      output: each.text ?? (each.paragraphs ?? []).map((at) => table.paragraphs[at]).join('\n\n'),
    })
    return [...accepted.map(row(1)), ...rejected.map(row(0))]
  }),
)

describe.each(Object.keys(tables).flatMap((language) => Object.keys(names).map((check) => ({ language, check }))))(
  '$check in $language',
  ({ language, check }) => {
    const own = cases.filter((each) => each.language === language && each.check === check)

    test('at least ten are accepted, and ten rejected', () => {
      expect(own.filter(({ verdict }) => verdict === 1).length).toBeGreaterThanOrEqual(10)
      expect(own.filter(({ verdict }) => verdict === 0).length).toBeGreaterThanOrEqual(10)
    })

    test.each(own)('$verdict: $why', async ({ output, modifier, verdict }) => {
      const { score, metadata } = await scorer({ output, modifier })
      expect({ score, metadata }).toMatchObject({ score: verdict })
    })
  },
)
