import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fasttext } from '../../../src/engines/fasttext/fasttext.js'
import { foldWhiteSpace } from '../../../src/engines/fasttext/fasttext-wasm.js'
import { demoSamples } from '../../support/demo.js'
import { hasNativeFasttext, nativeFasttext, runFasttext } from '../../support/native.js'

const lines = demoSamples.map(({ output, input }) => foldWhiteSpace(`${output} ${input}`))
const unseen = ['', 'a', '<le> __label__fr', 'Σίσυφος ωραίος', '😀 😀'].map((text) => `${text} zzz`)

/** `supervised` options, and those of `quantize` for a model that is quantised. */
const models: [string, string?][] = [
  ['-loss hs -minn 2 -maxn 4 -bucket 1000'],
  ['-loss hs -minn 0 -maxn 0 -wordNgrams 2 -bucket 1000'],
  ['-loss softmax -minn 2 -maxn 4 -bucket 1000'],
  ['-loss softmax -minn 1 -maxn 3 -wordNgrams 2 -bucket 1000'],
  ['-loss softmax -minn 0 -maxn 0 -bucket 1000'],
  ['-loss softmax -minn 0 -maxn 0 -wordNgrams 5 -bucket 2000003'],
  ['-loss ns -minn 2 -maxn 4 -bucket 1000'],
  ['-loss ns -minn 0 -maxn 0 -wordNgrams 2 -bucket 1000'],
  ['-loss ova -minn 2 -maxn 4 -wordNgrams 2 -bucket 1000'],
  ['-loss ova -minn 0 -maxn 0 -bucket 1000'],
  ['-loss hs -minn 2 -maxn 4 -bucket 1000 -dim 13 -minCount 3'],
  ['-loss hs -minn 2 -maxn 4 -bucket 1000', ''],
  ['-loss hs -minn 2 -maxn 4 -bucket 1000', '-qnorm -cutoff 600'],
  ['-loss hs -minn 2 -maxn 4 -wordNgrams 2 -bucket 1000', '-qnorm -cutoff 600 -retrain -epoch 1 -thread 1'],
  ['-loss softmax -minn 2 -maxn 4 -bucket 1000', '-cutoff 300'],
  ['-loss softmax -minn 2 -maxn 4 -wordNgrams 2 -bucket 1000 -dim 13', '-qnorm -dsub 4'],
  ['-loss softmax -minn 0 -maxn 0 -bucket 1000', '-cutoff 500 -dsub 8'],
  ['-loss ns -minn 2 -maxn 4 -bucket 1000', '-qnorm'],
  ['-loss ova -minn 0 -maxn 0 -wordNgrams 2 -bucket 1000', '-cutoff 700 -dsub 3'],
]
/** Quantising the output takes at least 256 labels. */
const manyLabels: typeof models = [
  ['-loss hs -minn 2 -maxn 3 -bucket 1000'],
  ['-loss hs -minn 2 -maxn 3 -bucket 1000', '-qout'],
  ['-loss softmax -minn 2 -maxn 3 -bucket 1000 -dim 9', '-qout -qnorm'],
  ['-loss ova -minn 0 -maxn 0 -wordNgrams 2 -bucket 1000', '-qout -qnorm -cutoff 900 -retrain -epoch 1 -thread 1'],
]

describe.skipIf(!hasNativeFasttext)('models trained by native fastText (needs Debian’s fasttext)', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'crosslingual-fasttext-'))
    const labelled = (label: (i: number) => unknown) => lines.map((line, i) => `__label__${label(i)} ${line}`)
    writeFileSync(join(folder, 'languages.txt'), labelled((i) => demoSamples[i]?.language).join('\n'))
    writeFileSync(join(folder, 'many.txt'), [...labelled((i) => i), ...labelled((i) => `second-${i % 80}`)].join('\n'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function expectNative(input: string, train: string, quantize: string | undefined) {
    const data = ['-input', join(folder, input), '-output', join(folder, 'model'), '-verbose', '0']
    runFasttext('supervised', ...data, ...'-dim 8 -epoch 5 -lr 0.3 -thread 1'.split(' '), ...train.split(' '))
    if (quantize !== undefined) runFasttext('quantize', ...data, ...quantize.split(' ').filter(Boolean))
    const file = join(folder, quantize === undefined ? 'model.bin' : 'model.ftz')
    const texts = [...lines, ...unseen]
    const native = nativeFasttext(file, texts, 3)
    const identifier = fasttext({ model: readFileSync(file) })
    for (const [i, text] of texts.entries()) {
      const guesses = await identifier.identify(text, 3)
      const wanted = native[i] ?? []
      expect([text, guesses.map(({ language }) => language)]).toEqual([text, wanted.map(({ language }) => language)])
      for (const [j, { probability }] of guesses.entries()) {
        expect(Math.abs(probability - Math.min(1, wanted[j]?.probability ?? Number.NaN))).toBeLessThan(1e-5)
      }
    }
  }

  test.each(models)('%s, quantized: %s', (train, quantize) => expectNative('languages.txt', train, quantize))
  test.each(manyLabels)('280 labels: %s, quantized: %s', (train, quantize) => expectNative('many.txt', train, quantize))
})
