import { describe, expect, test } from 'vitest'
import { modifierFulfillment } from '../../src/modifiers/modifier-fulfillment.js'
import { listItems } from '../../src/text/list-items.js'
import { tidy } from '../../src/text/tidy.js'
import { hasShared, sharedResponses } from '../support/shared.js'
import labelled from './cases/list-items.json' with { type: 'json' }

// Real responses of gpt-3.5-turbo to the Language Confusion Benchmark (Apache-2.0).
const languages = ['en', 'fr', 'pt', 'ru']
const responses = hasShared
  ? sharedResponses('gpt-3.5-turbo').filter(({ language = '' }) => languages.includes(language))
  : []

describe.skipIf(!hasShared)('on real responses', () => {
  test('the items of at least 38 of 40 that were counted by hand are counted alike', () => {
    const wrong = labelled
      .map(({ id, items }) => {
        const { output = '' } = responses.find((response) => response.id === id) ?? {}
        return { id, items, counted: listItems(tidy(output)).length }
      })
      .filter(({ items, counted }) => items !== counted)
    expect(labelled).toHaveLength(40)
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(2)
  })

  test.each(['short', 'long', 'num_items_5', 'lang_fr', 'markdown_template', 'html_template', 'arrow_template', 'cap_template'])(
    '%s decides each',
    async (modifier) => {
      const scorer = modifierFulfillment({ modifier })
      const statuses = new Map<string, number>()
      for (const { output } of responses) {
        const { status, reason = '' } = await scorer({ output })
        const key = `${status} ${reason}`.trim()
        statuses.set(key, (statuses.get(key) ?? 0) + 1)
      }
      expect(responses.length).toBeGreaterThan(1500)
      expect([...statuses.keys()].filter((key) => key.startsWith('failed'))).toEqual([])
    },
  )
})
