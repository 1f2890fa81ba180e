import type { Scale } from '../core/scorer.js'
import type { Signature } from '../core/signature.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import { compareKeys } from './compare-keys.js'
import type { GroupKey } from './group-key.js'
import { languageMacroMeans } from './macro-mean.js'
import type { Report } from './report.js'
import { type RunningTally, runningTally } from './running-tally.js'
import { summarizeTally, type Tally } from './tally.js'

/** The tallies of each group and metric, made as they are first met. */
export interface TallyGroups {
  /** Gives the tally of each metric, with the scale that is known of it, in the group that has this key: of the samples whose language was guessed, or of the others. */
  of(key: GroupKey, guessed: boolean): (metric: string, scale: Scale | null) => RunningTally
  /** What was added so far, sorted by the keys. */
  sorted(): Report['tallies']
  report(wrongLanguage: WrongLanguagePolicy, signature: Signature): Report
}

type Running = Map<string, RunningTally>
type Parts = Omit<Report['tallies'][number], 'by'>

export function tallyGroups(by: readonly string[]): TallyGroups {
  const groups = new Map<string, { key: GroupKey; stated: Running; guessed: Running }>()
  const sorted = () =>
    [...groups.values()]
      .sort((a, b) => compareKeys(a.key, b.key, by))
      .map(({ key, stated, guessed }) => ({
        by: key,
        metrics: talliesOf(stated),
        ...(guessed.size > 0 && { guessed: talliesOf(guessed) }),
      }))
  return {
    sorted,
    of(key, isGuessed) {
      const name = JSON.stringify(by.map((field) => key[field]))
      const group = groups.get(name) ?? { key, stated: new Map(), guessed: new Map() }
      groups.set(name, group)
      const part: Running = isGuessed ? group.guessed : group.stated
      return (metric, scale) => {
        const tally = part.get(metric) ?? runningTally(scale)
        part.set(metric, tally)
        return tally
      }
    },
    report(wrongLanguage, signature) {
      const tallies = sorted()
      const guessed = samplesOf(tallies.map((parts) => parts.guessed ?? {}))
      let samples = 0
      const groups = tallies.map(({ by: key, ...parts }) => {
        const whole = wholeTallies(parts) // of one group at a time: there may be a hundred thousand
        samples += samplesOf([whole])
        const metrics = Object.fromEntries(Object.entries(whole).map(([name, tally]) => [name, summarizeTally(tally)]))
        return { by: key, metrics }
      })
      return {
        signature,
        wrongLanguage,
        by,
        groups,
        macro: by.includes('language') ? languageMacroMeans(tallies) : [],
        ...(guessed > 0 && {
          guessedLanguage: { samples: guessed, of: samples },
        }),
        tallies,
      }
    },
  }
}

function talliesOf(running: Running): Record<string, Tally> {
  return Object.fromEntries([...running].map(([name, tally]) => [name, tally.tally()]))
}

/** The tallies of all samples of a group. */
export function wholeTallies({ metrics, guessed }: Parts): Record<string, Tally> {
  if (guessed === undefined) return metrics
  if (Object.keys(metrics).length === 0) return guessed
  const whole: Running = new Map()
  for (const part of [metrics, guessed]) {
    for (const [name, tally] of Object.entries(part)) {
      const sum = whole.get(name) ?? runningTally(tally.scale)
      sum.addTally(tally)
      whole.set(name, sum)
    }
  }
  return talliesOf(whole)
}

/** How many samples there are in groups: each has a score of every metric. */
function samplesOf(groups: readonly Record<string, Tally>[]): number {
  return groups.reduce((sum, metrics) => sum + Math.max(0, ...Object.values(metrics).map(({ total }) => total)), 0)
}
