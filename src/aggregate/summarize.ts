import { modifierType, requestedLanguage } from '../core/modifier-name.js'
import type { Sample } from '../core/sample.js'
import { type Signature, uniteSignatures } from '../core/signature.js'
import { LANGUAGE_CORRECTNESS, type WrongLanguagePolicy } from '../core/wrong-language.js'
import { normalizeLanguage } from '../language/language-code.js'
import { languageMacroMeans } from './macro-mean.js'
import { poissonWeights } from './poisson-weights.js'
import type { GroupKey, Report } from './report.js'
import type { ScoredSample } from './score-samples.js'
import { addScore, addTally, emptyTally, summarizeTally, type Tally } from './tally.js'

type TallyGroup = Report['tallies'][number]

/** Collects scored samples into a report: `add` each, then ask for the `report`, as often as wanted. */
export interface Summary {
  add(scored: ScoredSample): void
  report(): Report
}

/**
 * A summary that grows with the number of groups and metrics, not of samples.
 *
 * @param options.by The fields to group by; `language` is the expected one, normalised, and a `modifier` stands without its parameter.
 * @param options.seed Of the bootstrap.
 * @param options.signature Of the run, as `runSignature` gives it.
 */
export function summary(options: {
  by: readonly string[]
  policy: WrongLanguagePolicy
  seed: number
  signature: Signature
}): Summary {
  const { by, policy, seed } = options
  const groups = new Map<string, TallyGroup>()
  let signature = options.signature
  let lastSeen = signature

  return {
    add(scored) {
      if (scored.signature !== lastSeen) {
        lastSeen = scored.signature
        signature = uniteSignatures(signature, lastSeen)
      }
      const group = groupOf(groups, groupKey(scored, by))
      const draws = poissonWeights(scored.sample.id ?? contentId(scored.sample), seed)
      for (const score of scored.scores) {
        group.metrics[score.name] ??= emptyTally()
        addScore(group.metrics[score.name] as Tally, score, draws)
      }
    },
    report: () => makeReport([...groups.values()], by, policy, { ...signature, seed: String(seed) }),
  }
}

/**
 * The report of the whole from the reports of its shards: equal counts, and means and intervals that differ by no more than the
 * rounding of a sum, however the samples were split.
 *
 * @throws RangeError when signatures, policies or grouping differ, naming the difference; TypeError without a report.
 *
 * @example
 * ```ts
 * const scorers = [languageCorrectness({ language: 'fr' })]
 * const first = await evaluate([{ output: 'Bonjour à tous.' }], { scorers })
 * const second = await evaluate([{ output: 'Hello again, everybody.' }], { scorers })
 * mergeReports([first, second]).groups[0]?.metrics.languageCorrectness?.mean // => 0.5
 * ```
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first] = reports
  if (first === undefined) throw new TypeError('give at least one report to merge')
  let signature = first.signature
  const groups = new Map<string, TallyGroup>()
  for (const report of reports) {
    if (report.by.join() !== first.by.join()) {
      throw new RangeError(`reports grouped by ${first.by.join()} and by ${report.by.join()} cannot be merged`)
    }
    signature = uniteSignatures(signature, report.signature)
    for (const { by, metrics } of report.tallies) {
      const group = groupOf(groups, by)
      for (const [name, tally] of Object.entries(metrics)) {
        group.metrics[name] ??= emptyTally()
        addTally(group.metrics[name] as Tally, tally)
      }
    }
  }
  return makeReport([...groups.values()], first.by, first.policy, signature)
}

function makeReport(
  groups: readonly TallyGroup[],
  by: readonly string[],
  policy: WrongLanguagePolicy,
  signature: Signature,
): Report {
  const tallies = [...groups].sort((a, b) => compareKeys(a.by, b.by, by))
  return {
    signature,
    policy,
    by,
    groups: tallies.map(({ by: key, metrics }) => ({
      by: key,
      metrics: Object.fromEntries(Object.entries(metrics).map(([name, tally]) => [name, summarizeTally(tally)])),
    })),
    macro: by.includes('language') ? languageMacroMeans(tallies) : [],
    tallies,
  }
}

function groupOf(groups: Map<string, TallyGroup>, by: GroupKey): TallyGroup {
  const key = JSON.stringify(by)
  const group = groups.get(key) ?? { by, metrics: {} }
  groups.set(key, group)
  return group
}

function groupKey({ sample, scores }: ScoredSample, by: readonly string[]): GroupKey {
  return Object.fromEntries(
    by.map((field) => {
      const value = field === 'language' ? expectedLanguage(sample, scores) : sample[field]
      if (value === undefined || value === null || value === '') return [field, null]
      return [field, (normalized[field] ?? String)(String(value))]
    }),
  )
}

/** Fields whose values are grouped by what they mean: `pt-BR` with `pt`, and `num_items_3` with `num_items_5`, as the paper's tables do. */
const normalized: Readonly<Record<string, (value: string) => string>> = { language: codeOrName, modifier: modifierType }

/** For a sample that names none, what the scorer took from its input. */
function expectedLanguage({ modifier, language }: Sample, scores: ScoredSample['scores']): unknown {
  const known = requestedLanguage(modifier) ?? language
  return known ?? scores.find(({ name }) => name === LANGUAGE_CORRECTNESS)?.metadata.expected
}

function codeOrName(language: string): string {
  try {
    return normalizeLanguage(language)
  } catch {
    return language // its scores have failed, saying so
  }
}

/** Stands in for a missing id: the same sample, the same draws, wherever it stands. */
function contentId({ output, input, language, model }: Sample): string {
  return JSON.stringify([output, input, language, model])
}

function compareKeys(a: GroupKey, b: GroupKey, by: readonly string[]): number {
  for (const field of by) {
    const left = a[field] ?? ''
    const right = b[field] ?? ''
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
