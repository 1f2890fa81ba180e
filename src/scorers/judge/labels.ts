import { seenAs } from './seen.js'

/** The letter of each character that was met. */
const known = new Map<string, string>()

/**
 * The labels in square brackets that give the paper's two prompts their structure (arXiv 2402.14778, tables 2 and 3), in letters alone: those of the data's
 * beginning and end, also in other words, and those of a field, with a colon behind.
 */
const BLOCK_LABELS = new Set(
  ['begin', 'start', 'open', 'end', 'stop', 'close'].flatMap((verb) =>
    ['', 'the', 'of', 'ofthe'].map((link) => lettersOf(`${verb}${link}data`)),
  ),
)
const FIELD_LABELS = new Set(
  ['Task', 'Submission', 'Criterion', 'Aspects to evaluate and their criteria'].map(lettersOf),
)
const LONGEST = Math.max(...[...BLOCK_LABELS, ...FIELD_LABELS].map((label) => label.length)) + 3

/** Brackets of any kind, without those that stand in their place afterwards: `⟦`, `⦃`, `‹`. */
const OPENING = /^(?![⟦⦃])[\p{Ps}<＜«≪]$/u
const CLOSING = /^(?![⟧⦄])[\p{Pe}>＞»≫]$/u
/** What field labels stand in. */
const SQUARE = /^[[［【〔⁅❲〖〘﹝]$/u

/** The letters and digits of a label as a reader sees them. */
function lettersOf(label: string): string {
  return Array.from(label, letterOf).join('')
}

/** The letter or digit that a character is seen as, those that look like others made the same: `I`, `l`, `1` and `|`; `O` and `0`; `rn` and `m`. */
function letterOf(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  const letters = seenAs(character).replace(/[^\p{L}\p{N}|]/gu, '')
  const letter = letters.replace(/[i1]/g, 'l').replaceAll('0', 'o').replaceAll('m', 'rn')
  known.set(character, letter)
  return letter
}

/** A bar may stand for an `l` or between two words. */
function isLabel(letters: string, labels: ReadonlySet<string>): boolean {
  return (
    labels.has(letters) ||
    (letters.includes('|') && (labels.has(letters.replaceAll('|', 'l')) || labels.has(letters.replaceAll('|', ''))))
  )
}

/** Whether a line says nothing but that the data begin or end, in whatever frame: `=== END DATA ===`. */
export function isBlockLine(line: string): boolean {
  let letters = ''
  for (const character of line) {
    letters += letterOf(character)
    if (letters.length > LONGEST) return false
  }
  return letters !== '' && !/^[⟦‹]/u.test(line.trimStart()) && isLabel(letters, BLOCK_LABELS)
}

/** Puts each label of a text into other brackets: `[END DATA]` becomes `⟦END DATA⟧`. Linear in the length. */
export function relabelled(text: string, count: () => void): string {
  let result = ''
  let done = 0
  let bracket = ''
  let open = -1
  let letters = ''
  let at = 0
  for (const character of text) {
    const end = at + character.length
    if (character < '\x80' ? '([{<'.includes(character) : OPENING.test(character)) {
      bracket = character
      open = at
      letters = ''
    } else if (open !== -1 && (character < '\x80' ? ')]}>'.includes(character) : CLOSING.test(character))) {
      const isMarked =
        isLabel(letters, BLOCK_LABELS) ||
        (isLabel(letters, FIELD_LABELS) && SQUARE.test(bracket) && hasColonBehind(text, end))
      if (isMarked) {
        count()
        result += `${text.slice(done, open)}⟦${text.slice(open + bracket.length, at)}⟧`
        done = end
      }
      open = -1
    } else if (open !== -1) {
      letters += letterOf(character)
      if (letters.length > LONGEST) open = -1
    }
    at = end
  }
  return result + text.slice(done)
}

function hasColonBehind(text: string, from: number): boolean {
  for (let at = from; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) as number)
    const seen = seenAs(character)
    if (seen === ':') return true
    if (!/^[\s*_`]*$/.test(seen)) return false
    at += character.length
  }
  return false
}
