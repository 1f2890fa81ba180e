import { InputError } from '../../core/input-error.js'
import type { SpellerEngine } from '../speller.js'

/** hunspell-asm does not survive being bundled for a browser. In that build this stands in the place of hunspell.ts and says so. */
export const hunspell: SpellerEngine = {
  name: 'hunspell-asm',
  load: async (_files, name) => {
    throw new InputError(
      name,
      'hunspell-asm does not run in a bundle for browsers; leave out { engine } for affixSpeller',
    )
  },
}
