import en from '../../fixtures/evalset/en.json' with { type: 'json' }
import fr from '../../fixtures/evalset/fr.json' with { type: 'json' }
import pt from '../../fixtures/evalset/pt.json' with { type: 'json' }
import ru from '../../fixtures/evalset/ru.json' with { type: 'json' }
import type { Prompt } from '../core/prompt.js'

const instructions = { en, fr, pt, ru } as const

/**
 * The version of the set: its instructions, the wordings of the modifiers, and which instructions they are for. Each change of them is a new one. Every
 * prompt of the set carries it as `evalset`, and so does the signature of its scores: numbers of two versions do not compare.
 */
export const evaluationSetVersion = '2'

/** The languages of the set. */
export const evaluationLanguages = Object.keys(instructions) as (keyof typeof instructions)[]

/**
 * The evaluation set of this package: 113 instructions of 25 task categories, 4 or 5 of each, in four languages. The same id is the same task in each
 * language, put as its speakers would. They carry no conditions on the answer: those are what modifiers add. 30 of them, one or two of a task, are
 * marked `rated`: the subset for human rating. `evalset` is the version of the set. Our own texts, under this package's licence; arXiv 2402.14778, section 4, has the design.
 *
 * @param languages Which of `en`, `fr`, `pt`, `ru`; default: all.
 * @throws RangeError for another language.
 *
 * @example
 * ```ts
 * const [first] = evaluationSet(['fr']).filter(({ task }) => task === 'why')
 * first?.input // => 'Pourquoi le pain devient-il dur au bout de quelques jours ?'
 * ```
 */
export function evaluationSet(languages: readonly string[] = evaluationLanguages): Prompt[] {
  return languages.flatMap((language) => {
    if (!Object.hasOwn(instructions, language)) {
      throw new RangeError(`the evaluation set has ${evaluationLanguages.join(', ')}; got "${language.slice(0, 20)}"`)
    }
    return instructions[language as keyof typeof instructions].map((instruction) => ({
      ...instruction,
      language,
      evalset: evaluationSetVersion,
    }))
  })
}
