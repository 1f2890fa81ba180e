import { describe, expect, test } from 'vitest'
import {
  languageConfusion,
  languageCorrectness,
  languageMixing,
  modifierFulfillment,
  type Scorer,
  spellcheckRatio,
} from '../../src/index.js'
import { markedResponse } from '../../src/report/html/marked-response.js'
import { listItems } from '../../src/text/list-items.js'
import { proseOf } from '../../src/text/prose.js'
import { withoutReasoning } from '../../src/text/reasoning.js'
import { sentenceCount, wordCount } from '../../src/text/sentences.js'
import { tidy } from '../../src/text/tidy.js'
import { wordSpans, words } from '../../src/text/words.js'
import { count } from '../support/counts.js'
import { hostilePieces, hostileText } from '../support/hostile.js'

// A response is anybody's text: what takes the square of its length can be made to stand still. Work is told by processor time of this process, the least of
// some tries of both lengths in turns, so that a busy machine slows both. Ten times the text may take twelve times the work, a square takes a hundred times; short texts take so little
// that compiling is a part of it, and may take thirty times the work. `npm test` has time for short texts, and for the checks that have most of their own.

/** Of so many characters, and of ten times as many. Checks and what they alone use are given no more than 100,000, see `modifierFulfillment`. */
const LENGTH = count(1_500, 100_000)
const LENGTH_OF_CHECKS = count(1_500, 10_000)
const MOST_GROWTH = count(30, 12)
/** Milliseconds under which compiling and the collection of garbage are what is measured. */
const TOO_LITTLE = count(3, 40)
const TRIES = 6

/** What is tried in `npm test` of the checks, and what beside it. */
const checks = ['num_items_3', 'markdown_template', 'html_template']
const moreChecks = ['short', 'long', 'lang_pt', 'arrow_template', 'cap_template']

const scorers: Record<string, Scorer> = {
  languageCorrectness: languageCorrectness(),
  'languageCorrectness, whole': languageCorrectness({ text: 'whole' }),
  linePassRate: languageConfusion(),
  spellcheckRatio: spellcheckRatio(),
}
const mixing = languageMixing()

const functions: Record<string, (text: string) => unknown> = {
  'the parts of a response': (text) => proseOf(text),
  'its reasoning': withoutReasoning,
  'its words': words,
  'their places': (text) => wordSpans(proseOf(text)),
  'a response with marks': (text) => {
    const metadata = { misspelled: ['mot'], leftOut: { code: 1 } }
    return markedResponse(text, [{ name: 'spellcheckRatio', score: 0, status: 'scored', metadata }])
  },
  ...Object.fromEntries(
    Object.entries(scorers).map(([name, scorer]) => [name, (text: string) => scorer({ output: text, language: 'en' })]),
  ),
}

const checkers: Record<string, (text: string) => unknown> = {
  'its items': (text) => listItems(tidy(text)),
  'its sentences': sentenceCount,
  'its word count': wordCount,
  'tidied text': tidy,
  // It keeps more of each word, so that of a megabyte the collector is a part.
  languageMixing: (text) => mixing({ output: text, language: 'en' }),
  ...Object.fromEntries(
    [...checks, ...(LENGTH_OF_CHECKS < LENGTH ? moreChecks : [])].map((modifier) => {
      const scorer = modifierFulfillment({ modifier })
      return [`modifierFulfillment, ${modifier}`, (text: string) => scorer({ output: text, language: 'en' })]
    }),
  ),
}

async function milliseconds(work: (text: string) => unknown, text: string): Promise<number> {
  const before = process.cpuUsage()
  await work(text)
  return process.cpuUsage(before).user / 1000
}

/** The least growth of some tries: what is linear has one in which nothing else came between, what is not has none. */
async function growth(
  work: (text: string) => unknown,
  piece: (typeof hostilePieces)[string],
  length: number,
  tooLittle = TOO_LITTLE,
): Promise<number> {
  const [short, long] = [hostileText(piece, length), hostileText(piece, length * 10)]
  let [least, leastLong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let tries = 0; tries < TRIES; tries++) {
    leastLong = Math.min(leastLong, await milliseconds(work, long))
    if (leastLong <= tooLittle * MOST_GROWTH) return leastLong / tooLittle
    least = Math.min(least, await milliseconds(work, short))
    if (leastLong / Math.max(least, tooLittle) <= MOST_GROWTH) break
  }
  return leastLong / Math.max(least, tooLittle)
}

describe.each([
  ...Object.entries(functions).map(([name, work]) => [name, work, LENGTH] as const),
  ...Object.entries(checkers).map(([name, work]) => [name, work, LENGTH_OF_CHECKS] as const),
])('%s', (_, work, length) => {
  test('the work grows with the text, and not with its square, whatever the text', async () => {
    const grown: Record<string, number> = {}
    for (const [name, piece] of Object.entries(hostilePieces)) {
      const times = await growth(work, piece, length)
      if (times > MOST_GROWTH) grown[name] = times
    }
    expect(grown).toEqual({})
  }, 300_000)
})

test('the measure tells a square', async () => {
  const square = (text: string) => /\n+$/.test(text)
  expect(await growth(square, ['\n', 'a', 'a'], 1_000, 0.5)).toBeGreaterThan(MOST_GROWTH)
})
