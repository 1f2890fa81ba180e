import { describe, expect, test } from 'vitest'
import { modifierFulfillment } from '../../../src/scorers/modifiers/modifier-fulfillment.js'
import { checkCases, checkNames, tables } from './check-cases.js'

const scorer = modifierFulfillment()

describe.each(Object.keys(tables).flatMap((language) => Object.keys(checkNames).map((check) => ({ language, check }))))(
  '$check in $language',
  ({ language, check }) => {
    const own = checkCases.filter((each) => each.language === language && each.check === check)

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
