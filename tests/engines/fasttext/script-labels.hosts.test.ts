import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { languageOfLabel } from '../../../src/engines/fasttext/fasttext-label.js'
import { fasttext } from '../../../src/index.js'
import { hasNativeFasttext, nativeFasttext, runFasttext } from '../../support/native.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

const texts = [
  'Habari za asubuhi watoto.',
  'Danas je lep dan i idemo u šetnju pored reke.',
  'Данас је леп дан и идемо у шетњу поред реке.',
  'Les enfants ont faim.',
  'The weather is cold.',
  '他们 在 唱歌',
  'Fëmijët kanë uri dhe duan ujë.',
  'Сегодня дети дома.',
]

describe.skipIf(!hasNativeFasttext)('labels of language and script (needs Debian’s fasttext)', () => {
  // GlotLID, OpenLID and NLLB's lid218e are trained with softmax; OpenLID is also there quantised.
  test.each(['softmax', 'hs', 'ova'])('a model trained with %s gives what native fastText gives', async (loss) => {
    const output = join(folder, loss)
    const settings = '-dim 8 -epoch 200 -lr 0.5 -thread 1 -minn 1 -maxn 3 -bucket 1000 -minCount 1 -minCountLabel 1'
    const input = resolve('fixtures/script-model/train.txt')
    runFasttext('supervised', '-input', input, '-output', output, '-loss', loss, ...settings.split(' '))
    runFasttext('quantize', '-input', input, '-output', output, '-qnorm', '-cutoff', '600')
    for (const model of [`${output}.bin`, `${output}.ftz`]) {
      const native = nativeFasttext(model, texts, 3)
      const identifier = fasttext({ model })
      for (const [i, text] of texts.entries()) {
        const guesses = (await identifier.identify(text, 3)).map(({ language, script }) => ({ language, script }))
        expect([text, guesses]).toEqual([text, native[i]?.map(({ language }) => languageOfLabel(language))])
      }
    }
  })
})
