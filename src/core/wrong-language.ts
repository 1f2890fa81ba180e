import { failed, type Score, scored, skipped } from './score.js'

/** The metric that gives the verdict on a response's language, unless a scorer has another. */
export const LANGUAGE_CORRECTNESS = 'languageCorrectness'

/** The reason of a score that was left out, or made 0, because the response is in the wrong language. */
export const WRONG_LANGUAGE = 'wrong-language'

/**
 * What a wrong-language response does to the other metrics:
 *
 * - `exclude`: it is left out of them (arXiv 2402.14778, section 5: they are then means over responses in the right language);
 * - `zero`: it scores 0 on them (Chen et al. 2024; Kew et al. 2023); what was skipped or failed stays so;
 * - `include`: nothing.
 *
 * @useDeclaredType
 */
export type WrongLanguagePolicy = (typeof wrongLanguagePolicies)[number]

export const wrongLanguagePolicies = ['exclude', 'zero', 'include'] as const

/**
 * @throws RangeError for any other value, naming the three.
 */
export function assertWrongLanguagePolicy(policy: unknown): asserts policy is WrongLanguagePolicy {
  if (!wrongLanguagePolicies.includes(policy as WrongLanguagePolicy)) {
    throw new RangeError(`wrongLanguage must be one of ${wrongLanguagePolicies.join(', ')}, got ${String(policy)}`)
  }
}

/**
 * The wrong-language rule for one score of one sample. `run` is not called where its result would be thrown away, so that no judge is
 * paid for it. A verdict that failed fails the score too, for the same reason: nobody knows whether it counts. A verdict that was skipped
 * (a response without letters has no language) changes nothing.
 */
export async function underWrongLanguagePolicy(
  name: string,
  run: () => Promise<Score>,
  verdict: Score,
  policy: WrongLanguagePolicy,
): Promise<Score> {
  if (policy === 'include') return run()
  if (verdict.status === 'failed') {
    const message = `no language verdict, ${verdict.name} failed: ${String(verdict.metadata.message)}`
    return failed(name, verdict.reason ?? 'error', message)
  }
  if (verdict.score !== 0) return run()
  if (policy === 'exclude') {
    const { expected, detected } = verdict.metadata
    return skipped(name, WRONG_LANGUAGE, 'the response is not in the expected language', { expected, detected })
  }
  const score = await run()
  if (score.status !== 'scored') return score
  return scored(name, 0, { ...score.metadata, withoutPolicy: score.score }, WRONG_LANGUAGE)
}
