import { recipeFor } from '../../core/recipe.js'
import type { SpellerEngine } from '../speller.js'
import { readAff } from './aff/read-aff.js'
import { Spell } from './check/spell.js'
import { readDic } from './dic/read-dic.js'
import { assertHunspellFiles } from './hunspell-files.js'
import { Casing } from './letters/casing.js'
import { charset } from './letters/charset.js'

/** Longer words are wrong without looking: however composed, they have more bytes than Hunspell takes. */
const MAX_UNITS = 1000

/**
 * Our own, and the default: the checking of Hunspell 1.7.1 in plain TypeScript, for Node and browsers, without WebAssembly. Affixes are
 * taken off and stems looked up in an index over the bytes of the word list, so that nothing is expanded. Verdicts are those of native
 * Hunspell 1.7.1; Hungarian's own compound rules (LANG hu) are left out.
 *
 * @throws Error when the files are no dictionary or in a character set that TextDecoder does not know.
 */
export const affixSpeller: SpellerEngine = {
  name: 'crosslingual',
  recipe: recipeFor('affixSpeller', {}),
  load: async ({ aff, dic }, name) => {
    assertHunspellFiles(aff, dic, name)
    const options = readAff(aff)
    const { utf8, dotless, cases, encode } = charset(options.characterSet, options.language, name)
    const casing = new Casing(utf8, dotless, cases)
    const spell = new Spell(options, readDic(dic, options, casing), casing, encode)
    return {
      correct: (word) => word.length <= MAX_UNITS && spell.correctText(word),
      dispose: () => {},
    }
  },
}
