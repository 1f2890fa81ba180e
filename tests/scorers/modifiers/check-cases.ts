import en from './cases/en.json' with { type: 'json' }
import fr from './cases/fr.json' with { type: 'json' }
import pt from './cases/pt.json' with { type: 'json' }
import ru from './cases/ru.json' with { type: 'json' }
import second from './cases/second-wordings.json' with { type: 'json' }

// The tables en, fr, pt and ru were written from the words of each condition by somebody who had not seen the checks. Those of second-wordings.json
// came with the second version of the evaluation set, with what its wordings say more clearly, and what a review of it found to be decided wrongly.
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
export const tables = { en, fr, pt, ru } as unknown as Record<string, Table>
const added = second as unknown as Record<string, Record<string, { accepted: Case[]; rejected: Case[] }>>

export const checkNames: Record<string, (row: Case) => string> = {
  short: () => 'short',
  long: () => 'long',
  num_items: ({ n }) => `num_items_${n}`,
  lang: ({ asked }) => `lang_${asked}`,
  markdown: () => 'markdown_template',
  html: () => 'html_template',
  arrow: () => 'arrow_template',
  cap: () => 'cap_template',
}
/** A row for each response of the tables, with the modifier that it is to follow and the verdict. */
export const checkCases = Object.entries(tables).flatMap(([language, table]) =>
  Object.entries(checkNames).flatMap(([check, nameOf]) => {
    const { accepted, rejected } = table[check] as { accepted: Case[]; rejected: Case[] }
    const more = added[language]?.[check]
    const row = (verdict: number) => (each: Case) => ({
      check,
      language,
      verdict,
      why: each.why,
      modifier: nameOf(each),
      output: each.text ?? (each.paragraphs ?? []).map((at) => table.paragraphs[at]).join('\n\n'),
    })
    return [
      ...[...accepted, ...(more?.accepted ?? [])].map(row(1)),
      ...[...rejected, ...(more?.rejected ?? [])].map(row(0)),
    ]
  }),
)
