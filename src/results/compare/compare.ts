import { holm, holmLevels } from '../../statistics/holm.js'
import { compareKeys } from '../compare-keys.js'
import type { GroupKey } from '../group-key.js'
import { policyOf } from '../summarize.js'
import { type Cell, compareCell } from './compare-cell.js'
import type { ComparedOver, ComparedRow, CompareOptions, ComparisonResult } from './compare-types.js'
import { type MatchedSample, matchSamples, type ScoredSamples } from './matched-samples.js'

/** Of each family: the chance that a difference is found where there is none. */
const LEVEL = 0.05

/** A row that waits for the others of its family. */
interface Pending {
  metric: string
  over: ComparedOver
  group: GroupKey
  family: string
  cell: Cell
}

/**
 * Whether one run is better than another: sample by sample, by id, for each metric, over all samples, over the languages as a macro mean, and by the values of some
 * fields.
 *
 * The difference is over the samples that are scored in both. Under `exclude` each run's own mean is over its answers in the right language, and a run that answers easy prompts in
 * the language and hard ones in another looks better than it is; `bounds` say what the difference could be over all. Samples of one id are a cluster. Intervals and verdicts of one
 * family (all metrics over the same) are held to 5 % together (Holm). Of several answers to a sample the mean counts.
 *
 * @param a Scored samples, as `scoreSamples` and `readScored` of `crosslingual/files` give them. They are kept in memory as numbers.
 * @throws RangeError for a sample without an id, for runs that were not scored in the same way, and where the two have no sample in common.
 *
 * @example
 * ```ts
 * const answer = (id: string, output: string) => ({ id, output, language: 'fr' })
 * const scorers = [languageCorrectness()]
 * const a = scoreSamples([answer('1', 'Il pleut à Paris.'), answer('2', 'Il neige à Lyon.')], { scorers })
 * const b = scoreSamples([answer('1', 'Il pleut à Paris.'), answer('2', 'It is snowing in Lyon.')], { scorers })
 * const [all] = (await compare(a, b, { by: [] })).rows
 * all?.difference // => 0.5
 * all?.verdict // => 'not-distinguishable'
 * ```
 */
export async function compare(
  a: ScoredSamples,
  b: ScoredSamples,
  options: CompareOptions = {},
): Promise<ComparisonResult> {
  const { by = ['language', 'task'] } = options
  const { matched, alone, metrics, signature, scaleOf } = await matchSamples(a, b, [...new Set(['language', ...by])])
  if (matched.length === 0) {
    throw new RangeError(
      `no sample is in both, by id, languages and modifier (${alone.a} are in a, and ${alone.b} in b)`,
    )
  }
  const pending = metrics.flatMap((metric) => {
    const cell = (strata: readonly (readonly MatchedSample[])[]) => compareCell(strata, metric, scaleOf(metric))
    const languages = [...valuesOf(matched, 'language').values()].filter((samples) => hasPairs(samples, metric))
    const macro = { metric, over: 'macro', group: {}, family: 'macro' } as const
    return [
      ...(languages.length > 1 ? [{ ...macro, cell: cell(languages) }] : []),
      { metric, over: 'all', group: {}, family: 'all', cell: cell([matched]) } as const,
      ...by.flatMap((field) =>
        [...valuesOf(matched, field)]
          .map(
            ([value, samples]): Pending => ({
              metric,
              over: 'group',
              group: { [field]: value },
              family: `by ${field}`,
              cell: cell([samples]),
            }),
          )
          .filter(({ group }) => group[field] !== null)
          .sort((x, y) => compareKeys(x.group, y.group, [field])),
      ),
    ]
  })
  return {
    wrongLanguage: policyOf(signature),
    rows: decided(pending),
    samples: { both: matched.length, ...alone },
  }
}

function hasPairs(samples: readonly MatchedSample[], metric: string): boolean {
  return samples.some(({ a, b }) => (a.get(metric)?.score ?? null) !== null && (b.get(metric)?.score ?? null) !== null)
}

function valuesOf(samples: readonly MatchedSample[], field: string): Map<string | null, MatchedSample[]> {
  const values = new Map<string | null, MatchedSample[]>()
  for (const sample of samples) {
    const value = sample.group[field] ?? null
    const same = values.get(value) ?? []
    same.push(sample)
    values.set(value, same)
  }
  return values
}

function decided(pending: readonly Pending[]): ComparedRow[] {
  const families = new Map<string, { p: number; at: number }[]>()
  for (const [at, { family, cell }] of pending.entries()) {
    const p = cell.difference?.p ?? null
    if (p !== null) families.set(family, [...(families.get(family) ?? []), { p, at }])
  }
  const judged = new Map<number, { p: number; level: number; least: number }>()
  for (const members of families.values()) {
    const pValues = members.map(({ p }) => p)
    const adjusted = holm(pValues)
    const levels = holmLevels(pValues, LEVEL)
    for (const [i, { at }] of members.entries()) {
      judged.set(at, { p: adjusted[i] as number, level: levels[i] as number, least: LEVEL / members.length })
    }
  }
  return pending.map((each, at) => row(each, judged.get(at)))
}

function row(
  { metric, over, group, cell }: Pending,
  judged: { p: number; level: number; least: number } | undefined,
): ComparedRow {
  const { difference: found, ...counts } = cell
  const interval = judged === undefined ? null : (found?.interval(judged.level) ?? null)
  const difference = found?.difference ?? null
  const noInterval =
    interval === null ? ({ noInterval: found === null ? 'nothing-scored' : 'one-prompt' } as const) : {}
  return {
    metric,
    over,
    group,
    ...counts,
    prompts: found?.clusters ?? 0,
    difference,
    interval,
    ...noInterval,
    p: judged?.p ?? null,
    verdict: verdictOf(difference, judged?.p),
    detectable: judged === undefined ? null : (found?.detectable(judged.least) ?? null),
  }
}

function verdictOf(difference: number | null, p: number | undefined): ComparedRow['verdict'] {
  if (difference === null || p === undefined) return 'unknown'
  if (p > LEVEL) return 'not-distinguishable'
  return difference > 0 ? 'a' : 'b'
}
