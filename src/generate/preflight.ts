import type { PenaltyScope } from './dialects.js'
import type { Decoding, Generator } from './generator.js'

/** What a generator's penalty really does. */
export interface PreflightResult {
  /** Which tokens it acts on. */
  scope: PenaltyScope
  /** For a window: how many tokens it holds, about. */
  window?: number
  /** The first part of the answers that show it: without a penalty, and with a strong one. */
  evidence: { without: string; with: string }
}

/** So strong that a token which is under it does not come back while there is another. */
const STRONG = 20

/** Longer than the window of 64 that llama.cpp and Ollama start with. */
const TOKENS = 200

/** A unit that comes back after so many others was held back for as long, and not because it fitted. */
const LONG_GAP = 24

const WORD = 'tree'
const probe = (word: string) =>
  `Repeat this word without an end: ${word} ${word}\n${word} "${word}" ${word} ${word} ${word}`

/**
 * Finds out on the live model which tokens the repetition penalty acts on: asks it to repeat a word without a penalty, and then with a strong one. With
 * Hugging Face's penalty, the reference, a word of the prompt does not come; where only the output counts it comes once, at its
 * place; in a window it comes back when it has left it; and a penalty that is ignored changes nothing. Windows of up to 190 tokens can be told from the whole.
 *
 * @throws ChatError when the model cannot be asked.
 *
 * @example
 * ```ts
 * const parrot = { model: 'parrot', concurrency: 1, describe: async () => ({}), generate: async () => ({ text: 'tree tree', finishReason: 'length' }) }
 * const { scope } = await preflight(parrot) // => 'ignored'
 * ```
 */
export async function preflight(
  generator: Generator,
  context: { signal?: AbortSignal } = {},
): Promise<PreflightResult> {
  const ask = async (word: string, repetitionPenalty: number): Promise<string[]> => {
    const decoding: Decoding = { repetitionPenalty, maxTokens: TOKENS }
    return units((await generator.generate(probe(word), decoding, context)).text)
  }
  let plain = await ask(WORD, 1)
  const favourite = mostFrequent(plain)
  // What the model says over and over is what shows whether it is held back; it has to be in the prompt.
  const word = favourite === undefined || probe(WORD).includes(favourite) ? WORD : favourite
  if (word !== WORD) plain = await ask(word, 1)
  const repeated = mostFrequent(plain) ?? word
  const penalised = await ask(word, STRONG)
  return { ...judged(plain, penalised, repeated), evidence: { without: shown(plain), with: shown(penalised) } }
}

function judged(
  plain: readonly string[],
  penalised: readonly string[],
  repeated: string,
): Pick<PreflightResult, 'scope' | 'window'> {
  if (plain.join(' ') === penalised.join(' ')) return { scope: 'ignored' }
  const window = longestPause(penalised)
  const place = plain.indexOf(repeated)
  if (place >= 0 && penalised.indexOf(repeated) === place) return { scope: 'output' }
  if (window >= LONG_GAP) return { scope: 'window', window }
  return { scope: 'prompt+output' }
}

/** The longest run of other units after which a unit came back. */
function longestPause(all: readonly string[]): number {
  const last = new Map<string, number>()
  let longest = 0
  for (const [at, unit] of all.entries()) {
    const before = last.get(unit)
    if (before !== undefined) longest = Math.max(longest, at - before - 1)
    last.set(unit, at)
  }
  return longest
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
