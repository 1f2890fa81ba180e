import type { PreflightResult } from './penalty-scope.js'
import { NONE, type Probe, STRONG } from './probe-answer.js'

/** Longer than the window of 64 that llama.cpp and Ollama start with. */
const TOKENS = 200

/** A unit that comes back after so many others was held back for as long, and not because it fitted. */
const LONG_GAP = 24

const WORD = 'tree'
const prompt = (word: string) =>
  `Repeat this word without an end: ${word} ${word}\n${word} "${word}" ${word} ${word} ${word}`

/**
 * Tells a window from the whole by a word that the model says over and over, whatever it reads: in a window, what a strong penalty holds back comes again each
 * time when it has left it, always after as many others; on all tokens it does not, until all are held back. The answers of a model that minds what it reads
 * tell neither: words come again now and then since no others fit.
 *
 * @param fallback What stands for the evidence where a server takes no strong penalty.
 */
export async function repeatProbe(probe: Probe, fallback: PreflightResult['evidence']): Promise<PreflightResult> {
  const said = async (word: string) => units((await probe(prompt(word), NONE, TOKENS))?.text ?? '')
  let plain = await said(WORD)
  const favourite = mostFrequent(plain)
  // What the model says over and over is what shows whether it is held back; it has to be in the prompt.
  const word = favourite === undefined || prompt(WORD).includes(favourite) ? WORD : favourite
  if (word !== WORD) plain = await said(word)
  const answer = await probe(prompt(word), STRONG, TOKENS)
  if (answer === undefined) return { scope: 'unknown', evidence: fallback }
  const penalised = units(answer.text)
  const evidence = { without: shown(plain), with: shown(penalised), penalty: answer.penalty }
  const pauses = longPauses(penalised)
  const window = [...pauses.values()].find(isRegular)?.[0]
  if (window !== undefined) return { scope: 'window', window, evidence }
  const isWhole = pauses.size === 0 && isOneUnit(plain) && isOneUnit(penalised.slice(-TOKENS / 2))
  return { scope: isWhole ? 'prompt+output' : 'unknown', evidence }
}

/** The lengths of the runs of other units after which a unit came back, long ones only, by unit. */
function longPauses(all: readonly string[]): Map<string, number[]> {
  const last = new Map<string, number>()
  const pauses = new Map<string, number[]>()
  for (const [at, unit] of all.entries()) {
    const pause = at - (last.get(unit) ?? at) - 1
    if (pause >= LONG_GAP) pauses.set(unit, [...(pauses.get(unit) ?? []), pause])
    last.set(unit, at)
  }
  return pauses
}

/** Each time after as many. */
function isRegular(pauses: readonly number[]): boolean {
  return pauses.length > 1 && Math.max(...pauses) <= Math.min(...pauses) * 1.1
}

/** What a model says whose likeliest tokens are always the same: all of them are held back in the end, and the likeliest one comes again. */
function isOneUnit(all: readonly string[]): boolean {
  return all.length > 1 && new Set(all).size === 1
}

/** Words, where there are any spaces, else characters: as near to tokens as every server lets one see. */
function units(text: string): string[] {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  return words.length > 1 ? words : [...(words[0] ?? '')]
}

function mostFrequent(all: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const unit of all) counts.set(unit, (counts.get(unit) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

function shown(all: readonly string[]): string {
  return all.slice(0, 40).join(all.some((unit) => unit.length > 1) ? ' ' : '')
}
