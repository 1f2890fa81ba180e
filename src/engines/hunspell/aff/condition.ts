import { type ByteString, charactersOf } from '../letters/byte-string.js'

/** One character of a condition: any, one of some, or none of some. */
interface Step {
  any: boolean
  negated: boolean
  /** Numbers of 32 bits, of one kind of array: the code that looks through them is compiled for that kind. */
  codes: Int32Array
}

/** The condition of an affix on the word that it is put to: characters, dots and groups like `[^aeiou]y`; hunspell(5), PFX and SFX. */
export class Condition {
  private readonly steps: readonly Step[]

  constructor(
    text: ByteString,
    private readonly utf8: boolean,
  ) {
    this.steps = parseSteps(text, utf8)
  }

  /** The condition of a suffix looks at the word's last characters. */
  matchesEnd(bytes: Uint8Array, start: number, end: number): boolean {
    let to = end
    for (let i = this.steps.length - 1; i >= 0; i--) {
      if (to <= start) return false
      let from = to - 1
      while (this.utf8 && from > start && ((bytes[from] as number) & 0xc0) === 0x80) from--
      const step = this.steps[i] as Step
      if (!accepts(step, codeAt(bytes, from, to))) return false
      // Up to 1.7.2, a dot that stands for an ASCII character also takes the character of several bytes before it.
      if (this.utf8 && step.any && to - from === 1 && from > start && (bytes[from - 1] as number) >= 0x80) {
        do from--
        while (from > start && ((bytes[from] as number) & 0xc0) === 0x80)
      }
      to = from
    }
    return true
  }

  /** The condition of a prefix looks at the word's first characters. */
  matchesStart(bytes: Uint8Array, start: number, end: number): boolean {
    let from = start
    const last = this.steps.length - 1
    for (let i = 0; i <= last; i++) {
      const step = this.steps[i] as Step
      // Where the word is over, Hunspell takes it that the last character is not one of those forbidden.
      if (from >= end) return i === last && (step.any || step.negated)
      let to = from + 1
      while (this.utf8 && to < end && ((bytes[to] as number) & 0xc0) === 0x80) to++
      if (!accepts(step, codeAt(bytes, from, to))) return false
      from = to
    }
    return true
  }
}

function accepts(step: Step, code: number): boolean {
  return step.any || step.codes.includes(code) !== step.negated
}

/** A number for the bytes of a character: all that comparing needs. */
function codeAt(bytes: Uint8Array, from: number, to: number): number {
  let code = 0
  for (let i = from; i < to; i++) code = (code << 8) | (bytes[i] as number)
  return code
}

function parseSteps(text: ByteString, utf8: boolean): Step[] {
  const characters = charactersOf(text, utf8)
  const steps: Step[] = []
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string
    if (character === '[') {
      const close = characters.indexOf(']', i)
      if (close < 0) break // never closed: nothing more is asked
      const negated = characters[i + 1] === '^'
      const group = characters.slice(negated ? i + 2 : i + 1, close)
      steps.push(oneOf(group, negated))
      i = close
    } else if (character === '.') {
      steps.push({ any: true, negated: false, codes: new Int32Array(0) })
    } else if (character === ']') {
      steps.push(oneOf([])) // never opened: no word has it
    } else if (character !== '^') {
      steps.push(oneOf([character]))
    }
  }
  return steps
}

function oneOf(characters: readonly ByteString[], negated = false): Step {
  return { any: false, negated, codes: Int32Array.from(characters, toCode) }
}

function toCode(character: ByteString): number {
  let code = 0
  for (let i = 0; i < character.length; i++) code = (code << 8) | character.charCodeAt(i)
  return code
}

/** The condition seen from the other end, groups staying whole: option COMPLEXPREFIXES. */
export function reversedCondition(text: ByteString, utf8: boolean): ByteString {
  const parts = text.match(/\[[^\]]*\]|[^[]+|\[/g) ?? []
  return parts
    .flatMap((part) => (part.startsWith('[') ? [part] : charactersOf(part, utf8)))
    .reverse()
    .join('')
}
