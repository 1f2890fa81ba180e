import type { Guesses } from './guesses.js'
import { likeliestPath } from './likeliest-path.js'

/** A word as the languages are told from it. */
export interface HeardWord {
  word: string
  /** Nothing is told from it, and it makes no span of its own: a name, an acronym, a word of the prompt. */
  isNeutral: boolean
  /** It has a capital within a sentence: where no dictionary of the expected language has it, it may be a name. */
  isCapitalised: boolean
}

/** Languages in which a capital within a sentence tells nothing. */
const CAPITAL_NOUNS = new Set(['de', 'lb'])

/** Whether a dictionary of a language has a word; undefined where there is no dictionary. */
export type HasWord = ((word: string) => boolean) | undefined

/** What the languages of words are told by. */
export interface Hearing {
  /** The expected language first. */
  languages: readonly string[]
  dictionaries: readonly HasWord[]
  guess: (text: string) => Promise<Guesses>
}

/** A run of words that are not in the expected language. */
export interface ForeignRun {
  /** The first word and the one behind the last. */
  from: number
  to: number
  language: string
  /** Log-odds that it is that language and not the expected one. */
  evidence: number
}

/** How much counts what. Tuned on UD_Turkish_German-SAGT, dev; see docs/guide/mixing.md. */
interface Weights {
  /** Of a dictionary that has the word; one that there is none of counts half. */
  dictionary: number
  /** Of the identifier's log-probability of the word and of its window. */
  word: number
  window: number
  /** Words on either side that are in the window. */
  around: number
  /** Of a change of language. */
  change: number
}

const WITH_DICTIONARIES: Weights = { dictionary: 3.5, word: 0.1, window: 0.1, around: 2, change: 1 }
const WITHOUT: Weights = { dictionary: 0, word: 0.3, window: 0.3, around: 1, change: 3 }

/** No language is less likely than that. */
const LEAST = 1e-3

/**
 * Which words are in which language: by dictionaries, by the identifier on the word and on those around it, and by the likeliest way through all of them, so that one unknown word is
 * no change of language and what belongs together is one run.
 */
export async function foreignRuns(words: readonly HeardWord[], hearing: Hearing): Promise<ForeignRun[]> {
  const { languages, dictionaries } = hearing
  const weights = dictionaries[0] === undefined ? WITHOUT : WITH_DICTIONARIES
  const none = languages.map(() => 0)
  const steps: number[][] = []
  for (const [at, { isNeutral }] of words.entries())
    steps.push(isNeutral ? none : await likelihoods(words, at, hearing, weights))
  const path = likeliestPath(
    steps,
    weights.change,
    languages.map((_, i) => (i === 0 ? 0 : weights.change / 2)),
  )
  const runs: ForeignRun[] = []
  for (let from = 0; from < path.length; ) {
    const state = path[from] as number
    let to = from + 1
    while (path[to] === state) to++
    if (state > 0) runs.push(...trimmed(words, steps, { from, to, state, language: languages[state] as string }))
    from = to
  }
  return runs
}

/** A run without neutral words at its ends; none where it has no other. */
function trimmed(
  words: readonly HeardWord[],
  steps: readonly (readonly number[])[],
  run: { from: number; to: number; state: number; language: string },
): ForeignRun[] {
  let { from, to } = run
  while (from < to && words[from]?.isNeutral) from++
  while (from < to && words[to - 1]?.isNeutral) to--
  if (from === to) return []
  let evidence = 0
  for (let at = from; at < to; at++) {
    const step = steps[at] as readonly number[]
    evidence += (step[run.state] as number) - (step[0] as number)
  }
  return [{ from, to, language: run.language, evidence }]
}

async function likelihoods(
  words: readonly HeardWord[],
  at: number,
  { languages, dictionaries, guess }: Hearing,
  { dictionary, word, window, around }: Weights,
): Promise<number[]> {
  const { word: own, isCapitalised } = words[at] as HeardWord
  const near = words.slice(Math.max(0, at - around), at + around + 1)
  const [ofWord, ofWindow] = [await guess(own), await guess(near.map((each) => each.word).join(' '))]
  const [wordLogs, windowLogs] = [logs(ofWord, languages), logs(ofWindow, languages)]
  const isName = isCapitalised && dictionaries[0]?.(own) === false
  return languages.map((language, i) => {
    const isTold = !isName || CAPITAL_NOUNS.has(language)
    const has = isTold ? dictionaries[i]?.(own) : undefined
    const known = has === undefined ? dictionary / 2 : has ? dictionary : 0
    return known + word * (wordLogs[i] as number) + window * (windowLogs[i] as number)
  })
}

/** The logarithms of the shares that languages have among themselves. */
function logs(guesses: Guesses, languages: readonly string[]): number[] {
  const probabilities = languages.map((language) => Math.max(LEAST, guesses.get(language) ?? 0))
  const sum = probabilities.reduce((all, each) => all + each, 0)
  return probabilities.map((each) => Math.log(each / sum))
}

/** How many languages are listened for that nobody named. */
const MOST_OTHERS = 3

/** The languages that words which the expected one does not have may be in: what the identifier takes them and their neighbours for. English is always among them. */
export async function likelyOthers(
  words: readonly HeardWord[],
  isKnown: (at: number) => boolean,
  expected: string,
  guess: Hearing['guess'],
): Promise<string[]> {
  const votes = new Map<string, number>()
  for (const [at, { isNeutral }] of words.entries()) {
    if (isNeutral || isKnown(at)) continue
    const near = words.slice(Math.max(0, at - 2), at + 3).map((each) => each.word)
    for (const [language, probability] of await guess(near.join(' ')))
      if (language !== expected) votes.set(language, (votes.get(language) ?? 0) + probability)
  }
  const most = [...votes].sort((a, b) => b[1] - a[1]).slice(0, MOST_OTHERS)
  return [...new Set([...most.map(([language]) => language), 'en'])].filter((language) => language !== expected)
}
