import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Sample, spellcheckRatio } from '../../../src/index.js'
import { words } from '../../../src/text/words.js'
import { demoSamples } from '../../support/demo.js'
import { hasNativeHunspell, nativeHunspell } from '../../support/native.js'
import { hasShared, sharedResponses } from '../../support/shared.js'

/** The words that native Hunspell does not accept, each with its typographic apostrophes and hyphens made plain. */
function nativeMisspelled(language: string, all: readonly string[]): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve(`dictionary-${language}`))
  const plain = all.map((word) => word.normalize().replace(/[’ʼ]/g, "'").replace(/[‐‑]/g, '-'))
  const verdicts = nativeHunspell(join(folder, 'index.aff'), join(folder, 'index.dic'), plain)
  expect(verdicts).toHaveLength(all.length)
  return all.filter((_, i) => !verdicts[i])
}

async function expectEqualVerdicts(language: string, samples: readonly Sample[]) {
  const distinct = [...new Set(samples.flatMap(({ output }) => words(output)))]
  expect(distinct.length).toBeGreaterThan(100)
  const spelled = spellcheckRatio({ language })
  const { metadata } = await spelled({ output: distinct.join(' ') })
  expect(metadata.words).toBe(distinct.length)
  expect(metadata.misspelled).toEqual(nativeMisspelled(language, distinct))
}

describe.skipIf(!hasNativeHunspell)(
  'misspelt words are native Hunspell’s (needs Debian’s libhunspell and Python)',
  () => {
    test.each(['en', 'fr', 'pt', 'ru'])('%s: the words of the demo, of all its languages', (language) =>
      expectEqualVerdicts(language, demoSamples),
    )

    test.skipIf(!hasShared).each(['en', 'fr', 'pt', 'ru'])(
      '%s: the words of 1,500 to 2,200 real responses (needs ../shared)',
      (language) => {
        const samples = [...sharedResponses('llama-2-instruct'), ...sharedResponses('gpt-3.5-turbo')]
        return expectEqualVerdicts(
          language,
          samples.filter((sample) => sample.language === language),
        )
      },
      120_000,
    )
  },
)
