import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  languageConfusion,
  languageCorrectness,
  modifierFulfillment,
  type SampleArgs,
  type Scorer,
  spellcheckRatio,
} from '../../src/index.js'
import { hasShared } from '../support/shared.js'

interface Case {
  id: string
  source: string
  kind: string
  scorer: string
  args: SampleArgs
  options: { server?: object; dictionaries?: object }
  expected: { score?: number | null; status?: string; words?: number }
  verdict: 'wrong' | 'right' | 'arguable'
  note?: string
}

const scorers: Readonly<Record<string, (options: object) => Scorer>> = {
  languageCorrectness,
  spellcheckRatio,
  modifierFulfillment,
  linePassRate: languageConfusion,
}

/** Situations of public bug reports, each with its thread. Those of judges, and those that want a dictionary of another package, are tried elsewhere. */
const cases: Case[] = hasShared
  ? readFileSync(new URL('../../../shared/cases/responses-and-judges.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Case)
      .filter(
        ({ scorer, options, note = '' }) => scorer in scorers && !options.dictionaries && !note.includes('dictionary-'),
      )
  : []

describe.skipIf(!hasShared)('situations of public bug reports (needs ../shared)', () => {
  const decided = cases.filter(({ verdict }) => verdict !== 'arguable')

  test.each(decided)('$id, $kind, $source', async ({ scorer, args, options, expected }) => {
    const score = await (scorers[scorer] as (options: object) => Scorer)(options)(args)
    if (typeof expected.score === 'number') expect(score.score).toBeCloseTo(expected.score, 2)
    else expect(score).toMatchObject({ score: null, ...(expected.status && { status: expected.status }) })
    if (expected.words !== undefined) expect(score.metadata.words).toBe(expected.words)
  })

  test('are most of them', () => {
    expect(decided.length).toBeGreaterThan(35)
  })
})
