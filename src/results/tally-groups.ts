import type { Scale } from '../core/scorer.js'
import type { Signature } from '../core/signature.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import { compareKeys } from './compare-keys.js'
import type { GroupKey } from './group-key.js'
import { languageMacroMeans } from './macro-mean.js'
import type { Report } from './report.js'
import { type RunningTally, runningTally } from './running-tally.js'
import { summarizeTally } from './tally.js'

/** The tallies of each group and metric, made as they are first met. */
export interface TallyGroups {
  /** Gives the tally of each metric, with the scale that is known of it, in the group that has this key. */
  of(key: GroupKey): (metric: string, scale: Scale | null) => RunningTally
  /** What was added so far, sorted by the keys. */
  sorted(): Report['tallies']
  report(wrongLanguage: WrongLanguagePolicy, signature: Signature): Report
}

export function tallyGroups(by: readonly string[]): TallyGroups {
  const groups = new Map<string, { key: GroupKey; metrics: Map<string, RunningTally> }>()
  const sorted = () =>
    [...groups.values()]
      .sort((a, b) => compareKeys(a.key, b.key, by))
      .map(({ key, metrics }) => ({
        by: key,
        metrics: Object.fromEntries([...metrics].map(([name, running]) => [name, running.tally()])),
      }))
  return {
    sorted,
    of(key) {
      const name = JSON.stringify(by.map((field) => key[field]))
      const group = groups.get(name) ?? { key, metrics: new Map<string, RunningTally>() }
      groups.set(name, group)
      return (metric, scale) => {
        const tally = group.metrics.get(metric) ?? runningTally(scale)
        group.metrics.set(metric, tally)
        return tally
      }
    },
    report(wrongLanguage, signature) {
      const tallies = sorted()
      return {
        signature,
        wrongLanguage,
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
