import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXPECTED, expectOutcome, fixture, modules, names, type Outcomes, outcomesOf } from './outcomes.js'

describe('in vitest', () => {
  let outcomes: Outcomes
  beforeAll(async () => {
    outcomes = await outcomesOf([join(modules, 'vitest/vitest.mjs'), 'run', '--reporter=json'], fixture)
  })

  test.each(EXPECTED)('%s', (name, message) => expectOutcome(outcomes, name, message))

  test('nothing else was run', () => expect([...outcomes.keys()].sort()).toEqual(names('matchers.js', 'soft.js')))

  test.each([
    ['wrong', 'toBeInLanguage'],
    ['right', 'toBeInLanguage'],
    ['one of two', 'toPassSpellcheck'],
  ])('an assertion that is not awaited fails its test: %s', (which, matcher) => {
    const message = new RegExp(`^Error: ${matcher}: not awaited, so that the test would pass whatever the score`)
    expect(outcomes.get(`not awaited: ${which}`)).toEqual([expect.stringMatching(message)])
  })

  test('soft assertions go on, and the test fails with all of them', () => {
    expect(outcomes.get('soft: goes on after a miss')).toEqual([
      expect.stringMatching(/toBeInLanguage[\s\S]*detected: en/),
      expect.stringMatching(/misspelt: kanapé/),
      expect.stringMatching(/no score to compare[\s\S]*no-letters/),
    ])
  })
})
