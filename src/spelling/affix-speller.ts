import { Casing } from './affix/casing.js'
import { charset, composed } from './affix/charset.js'
import { readAff } from './affix/read-aff.js'
import { readDic } from './affix/read-dic.js'
import { Spell } from './affix/spell.js'
import { assertHunspellFiles } from './hunspell-files.js'
import type { SpellerEngine } from './speller.js'

/** Longer words are wrong without looking: they have more bytes than Hunspell takes, however composed. */
const MAX_UNITS = 1000

export const affix: SpellerEngine = {
  name: 'crosslingual',
  load: async (files, name) => {
    assertHunspellFiles(files.aff, files.dic, name)
    const aff = readAff(files.aff)
    const { utf8, dotless, cases, encode } = charset(aff.characterSet, aff.language, name)
    const casing = new Casing(utf8, dotless, cases)
    const spell = new Spell(aff, readDic(files.dic, aff, casing), casing)
    return {
      correct: (word) => {
        if (word.length > MAX_UNITS) return false
        const bytes = encode(composed(word))
        return bytes !== undefined && spell.correct(bytes)
      },
      dispose: () => {},
    }
  },
}
