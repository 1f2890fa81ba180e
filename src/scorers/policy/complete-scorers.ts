import type { SampleArgs } from '../../core/sample.js'
import type { ForeignScorer } from '../../core/scorer.js'
import { assertWrongLanguagePolicy, LANGUAGE_CORRECTNESS, type WrongLanguagePolicy } from '../../core/wrong-language.js'
import { languageCorrectness } from '../language/language-correctness.js'

/** Scorers that belong together, as the six of `sixCriteriaJudge`. */
export interface ScorerGroup<Args extends SampleArgs = SampleArgs> {
  readonly scorers: readonly ForeignScorer<Args>[]
}

/** What a run takes where it asks for scorers: ours, somebody else's, and groups of them. */
export type GivenScorer<Args extends SampleArgs = SampleArgs> = ForeignScorer<Args> | ScorerGroup<Args>

/** Whose verdict on the language counts, and for what. */
export interface VerdictOptions {
  /**
   * What a wrong-language response does to the metrics that are not about language.
   *
   * @default 'exclude'
   */
  wrongLanguage?: WrongLanguagePolicy
  /**
   * The metric whose 0 means "wrong language" for every other. Default: each scorer's own, which is `languageCorrectness` for surface metrics
   * and `correctLanguage` for the criteria of a judge, as in the paper.
   */
  languageVerdict?: string
}

/**
 * All scorers of a run: groups as their members, and in front the verdicts on the language that the policy needs and nobody gave.
 *
 * @throws TypeError for no scorer, two scorers of one name, or a verdict that nobody gives; RangeError for an unknown policy.
 */
export function completeScorers<Args extends SampleArgs>(
  given: readonly GivenScorer<Args>[],
  choice: VerdictOptions = {},
): readonly ForeignScorer<Args>[] {
  const { wrongLanguage = 'exclude' } = choice
  assertWrongLanguagePolicy(wrongLanguage)
  if (!Array.isArray(given) || given.length === 0) throw new TypeError('give at least one scorer in { scorers }')
  const scorers = (given as readonly GivenScorer<Args>[]).flatMap(members)
  const names = scorers.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) {
    throw new TypeError(`two scorers are named "${twice}"; give one of them another { name }`)
  }
  return wrongLanguage === 'include' ? scorers : [...missingVerdicts(scorers, choice), ...scorers]
}

function members<Args extends SampleArgs>(given: GivenScorer<Args>, at: number): readonly ForeignScorer<Args>[] {
  if (Array.isArray((given as Partial<ScorerGroup<Args>> | null)?.scorers)) return (given as ScorerGroup<Args>).scorers
  if (typeof given === 'function') return [given]
  throw new TypeError(
    `scorers[${at}] is no scorer: it must be a function, got ${given === null ? 'null' : typeof given}`,
  )
}

/** Which scorers the policy leaves alone; what gives a verdict is one of them, whoever made it. */
export function isExempt(
  { name, exempt }: Pick<ForeignScorer, 'name' | 'exempt'>,
  { languageVerdict }: VerdictOptions,
): boolean {
  return exempt === true || name === LANGUAGE_CORRECTNESS || name === languageVerdict
}

/** The metric whose 0 means "wrong language" for a scorer. */
export function verdictName({ verdict }: Pick<ForeignScorer, 'verdict'>, { languageVerdict }: VerdictOptions): string {
  if (languageVerdict !== undefined) return languageVerdict
  return (typeof verdict === 'function' ? verdict().name : verdict) ?? LANGUAGE_CORRECTNESS
}

function missingVerdicts<Args extends SampleArgs>(
  scorers: readonly ForeignScorer<Args>[],
  choice: VerdictOptions,
): ForeignScorer<Args>[] {
  const missing = new Map<string, { scorer: ForeignScorer<SampleArgs>; for: string }>()
  const given = scorers.filter((scorer) => isExempt(scorer, choice)).map(({ name }) => name)
  const without = scorers.filter(({ name }) => !given.includes(name)).flatMap((scorer) => underVerdict(scorer, choice))
  // Those that bring a verdict of their own come first: who has none follows theirs.
  const bringing = without.filter(({ verdict }) => typeof verdict === 'function')
  const following = without.filter((scorer) => !bringing.includes(scorer))
  for (const scorer of [...bringing, ...following]) {
    const name = verdictName(scorer, choice)
    const known = missing.get(name)
    if (given.includes(name) || (known !== undefined && following.includes(scorer))) continue
    const made = madeVerdict(scorer, choice, name)
    if (known !== undefined && !isSame(known.scorer, made)) {
      throw new TypeError(
        `${known.for} and ${scorer.name} expect languages in different ways; add the ${name}() that both should follow to the scorers`,
      )
    }
    missing.set(name, { scorer: made, for: scorer.name })
  }
  return [...missing.values()].map(({ scorer }) => scorer as ForeignScorer<Args>)
}

/** What waits for a verdict of the run: a scorer, or those of its parts that have none among the others. */
function underVerdict(
  scorer: Pick<ForeignScorer, TraitNames>,
  choice: VerdictOptions,
): Pick<ForeignScorer, TraitNames>[] {
  const { parts } = scorer
  if (parts === undefined) return [scorer]
  const verdicts = parts.filter((part) => isExempt(part, choice)).map(({ name }) => name)
  return parts
    .filter((part) => !isExempt(part, choice))
    .flatMap((part) => underVerdict(part as Pick<ForeignScorer, TraitNames>, choice))
    .filter((part) => !verdicts.includes(verdictName(part, choice)))
}

type TraitNames = 'name' | 'verdict' | 'parts' | 'recipe'

function madeVerdict(
  scorer: Pick<ForeignScorer, 'name' | 'verdict'>,
  { languageVerdict }: VerdictOptions,
  name: string,
) {
  if (languageVerdict === undefined && typeof scorer.verdict === 'function') return scorer.verdict()
  if (name === LANGUAGE_CORRECTNESS) return languageCorrectness()
  throw new TypeError(
    `the wrong-language policy needs ${name} among the scorers, for ${scorer.name}; add it, or pass wrongLanguage: "include"`,
  )
}

/** Whether two scorers were made of the same options. What cannot be compared (an option that is a function, a wrapped scorer) is another. */
function isSame(a: ForeignScorer, b: ForeignScorer): boolean {
  if (a === b) return true
  try {
    return a.recipe !== undefined && JSON.stringify(a.recipe()) === JSON.stringify(b.recipe?.())
  } catch {
    return false
  }
}
