import type { Signature } from '../core/signature.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import { languageMacroMeans } from './macro-mean.js'
import type { GroupKey, Report } from './report.js'
import { emptyTally, summarizeTally, type Tally } from './tally.js'

type TallyGroup = Report['tallies'][number]

/** The tallies of each group and metric, made as they are first met. */
export interface TallyGroups {
  /** Gives the tally of each metric in the group that has this key. */
  of(key: GroupKey): (metric: string) => Tally
  /** By their keys. */
  sorted(): TallyGroup[]
  report(policy: WrongLanguagePolicy, signature: Signature): Report
}

export function tallyGroups(by: readonly string[]): TallyGroups {
  const groups = new Map<string, TallyGroup>()
  const sorted = () => [...groups.values()].sort((a, b) => compareKeys(a.by, b.by, by))
  return {
    sorted,
    of(key) {
      const name = JSON.stringify(by.map((field) => key[field]))
      const group = groups.get(name) ?? { by: key, metrics: {} }
      groups.set(name, group)
      return (metric) => {
        if (!Object.hasOwn(group.metrics, metric)) group.metrics[metric] = emptyTally()
        return group.metrics[metric] as Tally
      }
    },
    report(policy, signature) {
      const tallies = sorted()
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
    },
  }
}

function compareKeys(a: GroupKey, b: GroupKey, by: readonly string[]): number {
  for (const field of by) {
    const left = a[field] ?? ''
    const right = b[field] ?? ''
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
