import type { Generator } from './generator.js'
import type { PreflightResult } from './penalty-scope.js'
import { NONE, type Probe, probing, STRONG, WEAK } from './probe-answer.js'
import { repeatProbe } from './repeat-probe.js'

/** How much of two answers is compared to find a penalty that changes nothing. */
const TOKENS = 64

/** How many characters of them are kept. */
const SHOWN = 120

/** What answers begin with. */
const OPENERS = [
  'The',
  'It',
  'I',
  'You',
  'Yes',
  'Sure',
  'Hello',
  'Hi',
  'Here',
  'Paris',
  'One',
  'To',
  'This',
  'My',
  'In',
]

/** Longer than the window of 64 that llama.cpp and Ollama start with. */
const WAY = 'no '.repeat(100)

/** What stands behind the question in chat templates. */
const MARKUP = 'assistant user model'

const QUESTIONS = ['What is the capital of France?', 'Say hello to me.', 'Name one animal.']

/** Words far from the end, as they are at the start of a line and behind a space; a long way of one other word; and a question. */
const promptOf = (words: readonly string[], question: string) =>
  `${words.join(' ')}\n${words.join('\n')}\n${WAY}\n${question}`

/**
 * Finds out on the live model which tokens the repetition penalty acts on, by the first tokens of answers alone, which no output can have changed: with a
 * strong penalty it is another one if it is in the prompt; with a penalty below 1, which prefers the tokens that are there, it is another one if it is not.
 * Where the output alone counts, neither changes it. The likely first tokens stand far from the end of the prompt, where a window does not reach. Where only
 * the end of the prompt shows, it is a window, unless no first token was far from it: then a word that the model repeats may tell. Windows of up to 100 tokens can be told.
 *
 * @throws ChatError when the model cannot be asked; a penalty that it refuses is passed over.
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
  const probe = probing(generator, context)
  let readable = 0
  let near: PreflightResult['evidence'] | undefined
  let missed = false
  for (const question of QUESTIONS) {
    const { prompt, first } = await promptWithItsAnswer(probe, question)
    if (!isReadable(first)) continue
    const isFar = (token: string) => isReadable(token) && !`${WAY} ${question} ${MARKUP}`.includes(token.trim())
    let tried = 0
    for (const penalties of [STRONG, WEAK]) {
      const other = await probe(prompt, penalties, 1)
      if (other === undefined || other.text === '') continue
      tried += 1
      if (other.text === first) {
        missed ||= penalties === STRONG && isFar(first)
        continue
      }
      const evidence = { without: first, with: other.text, penalty: other.penalty }
      // Held back from far away, or brought forward from there.
      if (isFar(penalties === STRONG ? first : other.text)) return { scope: 'prompt+output', evidence }
      near ??= evidence
    }
    if (tried === 2) readable += 1
  }
  if (near === undefined) return ofOutput(probe, readable)
  const repeated = await repeatProbe(probe, near)
  // Something near the end is held back or brought forward, and what is far from it is not.
  return missed ? { ...repeated, scope: 'window' } : repeated
}

/** A prompt that has the first token of its own answer in it, as far as that can be had. */
async function promptWithItsAnswer(probe: Probe, question: string): Promise<{ prompt: string; first: string }> {
  const ask = async (words: readonly string[]) => {
    const prompt = promptOf(words, question)
    return { prompt, first: (await probe(prompt, NONE, 1))?.text ?? '' }
  }
  const asked = await ask(OPENERS)
  const word = asked.first.trim()
  return !isReadable(word) || OPENERS.includes(word) ? asked : ask([...OPENERS, word])
}

/** No first token was another one: the output alone counts, or nothing at all does. */
async function ofOutput(probe: Probe, readable: number): Promise<PreflightResult> {
  const prompt = promptOf(OPENERS, QUESTIONS[0] as string)
  const without = (await probe(prompt, NONE, TOKENS))?.text ?? ''
  const others = [await probe(prompt, STRONG, TOKENS), await probe(prompt, WEAK, TOKENS)]
  const changed = others.find((other) => other !== undefined && other.text !== without)
  const { text, penalty } = changed ?? others.find((other) => other !== undefined) ?? { text: '', penalty: 1 }
  const evidence = { without: without.slice(0, SHOWN), with: text.slice(0, SHOWN), penalty }
  if (penalty === 1 || without === '') return { scope: 'unknown', evidence }
  if (changed === undefined) return { scope: 'ignored', evidence }
  return { scope: readable > 1 ? 'output' : 'unknown', evidence }
}

/** Whether there is a token to see: no space, and no part of a character. */
function isReadable(token: string): boolean {
  return token.trim() !== '' && !token.includes('\uFFFD')
}
