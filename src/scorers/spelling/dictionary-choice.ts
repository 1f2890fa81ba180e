import type { LanguageTag } from '../../core/language-tag.js'
import type { SpellerEngine } from '../../engines/speller.js'
import {
  type LanguageVariety,
  languageVariety,
  scriptsAgree,
  usualParts,
  varietyOf,
} from '../../text/language-variety.js'
import {
  customDictionary,
  type DictionarySource,
  dictionaryPackageName,
  type LoadedDictionary,
  packageDictionary,
} from './dictionaries.js'

/** A dictionary for a variety of a language. */
interface ChosenDictionary extends LoadedDictionary {
  /** That it is of another region than was asked for. */
  note?: string
}

/** The dictionaries of a scorer. */
export interface DictionaryChoice {
  /** One that was chosen before. */
  known(variety: LanguageVariety): ChosenDictionary | undefined
  /** Undefined where there is none in its script. @throws Error when it cannot be loaded. */
  choose(variety: LanguageVariety): Promise<ChosenDictionary | undefined>
}

/** How well a dictionary fits, best first. One of another region is better than none; one in another script is not. */
const SAME_REGION = 0
const USUAL_REGION = 1
const NO_REGION = 2
const OTHER_REGION = 3

/**
 * Chooses among the user's own dictionaries and then the installed packages: for `pt-PT` that of `pt-PT`, else that of `pt`, with a note; for `sr-Latn` never one in
 * another script. Of the user's own, one of another region of the language comes last of all.
 *
 * @throws RangeError for a key of `given` that names no language, and for two that name one variety.
 */
export function dictionaryChoice(
  given: Readonly<Record<string, DictionarySource>>,
  engine: SpellerEngine,
): DictionaryChoice {
  const own = ownDictionaries(given)
  const chosen = new Map<string, ChosenDictionary>()

  const ofOwn = (wanted: LanguageVariety, worst: number) => {
    const [best] = [...own.values()]
      .map((each) => ({ ...each, fit: fitOf(each.variety, wanted) }))
      .filter(({ fit }) => fit !== undefined && fit <= worst)
      .sort((a, b) => (a.fit as number) - (b.fit as number))
    return (
      best && customDictionary(best.variety.tag, best.source, engine).then((found) => ({ found, is: best.variety }))
    )
  }
  const ofPackages = async (wanted: LanguageVariety) => {
    for (const is of packageVarieties(wanted)) {
      const found = await packageDictionary(dictionaryPackageName(is), engine)
      if (found !== undefined) return { found, is }
    }
    return undefined
  }
  return {
    known: ({ tag }) => chosen.get(tag),
    async choose(wanted) {
      const best = (await ofOwn(wanted, NO_REGION)) ?? (await ofPackages(wanted)) ?? (await ofOwn(wanted, OTHER_REGION))
      if (best === undefined) return undefined
      const note = noteOn(best.is, wanted)
      const dictionary = { ...best.found, ...(note !== undefined && { note }) }
      chosen.set(wanted.tag, dictionary)
      return dictionary
    },
  }
}

function ownDictionaries(given: Readonly<Record<string, DictionarySource>>) {
  const own = new Map<string, { key: string; variety: LanguageVariety; source: DictionarySource }>()
  for (const [key, source] of Object.entries(given)) {
    const variety = languageVariety(key)
    const before = own.get(variety.tag)
    if (before !== undefined) {
      throw new RangeError(`dictionaries: "${before.key}" and "${key}" are both ${variety.tag}; give one of them`)
    }
    own.set(variety.tag, { key, variety, source })
  }
  return own
}

/** Undefined for another language or script. */
function fitOf(has: LanguageTag, wanted: LanguageTag): number | undefined {
  if (has.language !== wanted.language) return undefined
  const usual = usualParts({ language: wanted.language })
  const script = (tag: LanguageTag) => tag.script ?? usualParts(tag).script
  if (!scriptsAgree(script(has), script(wanted))) return undefined
  if (has.region === wanted.region) return SAME_REGION
  if ((has.region ?? usual.region) === (wanted.region ?? usual.region)) return USUAL_REGION
  return has.region === undefined ? NO_REGION : OTHER_REGION
}

/** The varieties whose packages may hold the words, best first: `pt-PT` and `pt`, `sr-Latn` alone. What is usual has no name of its own: `dictionary-pt` is Brazil's. */
export function packageVarieties({ language, script, region }: LanguageTag): LanguageVariety[] {
  const usual = usualParts({ language })
  const ofScript = script === undefined || script === usual.script ? {} : { script }
  const ofRegion = region === undefined || region === usual.region ? {} : { region }
  const tags = [{ ...ofScript, ...ofRegion }, ofScript].map((parts) => varietyOf({ language, ...parts }))
  const isFirst = ({ tag }: LanguageVariety, i: number) => tags.findIndex((each) => each.tag === tag) === i
  return tags.filter((each, i) => isFirst(each, i) && fitOf(each, { language, script, region }) !== undefined)
}

/** The package to install for a variety of which there is no dictionary: that of its language, in its script. */
export function missingPackage(wanted: LanguageTag): string {
  return dictionaryPackageName(packageVarieties(wanted).at(-1) ?? wanted)
}

function noteOn(has: LanguageVariety, wanted: LanguageVariety): string | undefined {
  const fit = fitOf(has, wanted)
  if (fit !== NO_REGION && fit !== OTHER_REGION) return undefined
  const own = dictionaryPackageName(packageVarieties(wanted)[0] ?? wanted)
  return `the dictionary is that of ${has.tag}, since there is none of ${wanted.tag}; if there is one: npm install ${own}`
}
