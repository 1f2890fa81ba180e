import type { Span } from './code.js'
import type { Finder } from './finder.js'

/** Environments of LaTeX whose whole content is maths or code; of others (`itemize`, `center`) only the commands are no prose. */
const ENVIRONMENTS =
  /^\\begin\{((?:align(?:ed|at)?|array|[bpvBV]?matrix|smallmatrix|cases|displaymath|eqnarray|equation|flalign|gather(?:ed)?|math|multline|split|tikzpicture|verbatim|lstlisting|minted)\*?)\}/

/** Commands that stand for maths also outside of `$…$`. Those that could be two literal characters, `\n` or `\t`, and a word (`\nu`, `\to`) need maths beside them. */
const MATHS_COMMANDS =
  /\\(?:boxed|fbox|[dt]?frac|sqrt|int|sum|prod|lim|infty|alpha|beta|gamma|delta|epsilon|varepsilon|zeta|theta|lambda|mu|pi|rho|sigma|tau|phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|cdot|times|div|pm|mp|leq?|geq?|neq|approx|equiv|sim|(?:Left|left|Long|long)?(?:right|Right)arrow|left|right|[bB]igg?[lr]?|math(?:bb|rm|bf|cal|it|sf)|operatorname|overline|underline|widehat|hat|bar|vec|ddot|dot|partial|nabla|forall|exists|in|notin|subset(?:eq)?|cup|cap|quad|qquad|[lcv]?dots|d?binom|log|ln|sin|cos|exp|degree|circ|angle|triangle|perp|parallel|therefore|because)(?![\p{L}])/uy

/** Commands of text: what is in their braces is prose. */
const TEXT_COMMANDS =
  /\\(?:text(?:bf|it|rm|tt|sc|sf|normal)?|emph|(?:sub){0,2}section\*?|chapter\*?|paragraph|footnote|caption|title|author|item|maketitle|(?:begin|end)\{[a-z]{1,20}\*?\}|documentclass(?:\[[^\]\n]{0,80}\])?\{[^}\n]{0,40}\}|usepackage(?:\[[^\]\n]{0,80}\])?\{[^}\n]{0,40}\})(?![\p{L}])/uy

const LONGEST_INLINE = 1000
/** So much of a formula is looked at to tell it from prose. */
const LOOKED_AT = 500

/** A formula at a place, or a command of LaTeX, whose text is prose. */
export type MathsSpan = Span & { kind: 'maths' | 'markup' }

/**
 * The LaTeX that begins at a `$` or `\`: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments, commands with their braces. Undefined for other uses of these signs: prices,
 * variables of a shell, paths, escapes.
 */
export function mathsAt(finder: Finder, at: number): MathsSpan | undefined {
  const { text } = finder
  if (text[at] === '$') return text[at + 1] === '$' ? displayed(finder, at, '$$', '$$') : inline(finder, at)
  const next = text[at + 1]
  if (next === '(') return displayed(finder, at, '\\(', '\\)')
  if (next === '[') return displayed(finder, at, '\\[', '\\]')
  if (next === undefined || !/[a-zA-Z]/.test(next)) return undefined
  const environment = next === 'b' ? ENVIRONMENTS.exec(text.slice(at, at + 40)) : null
  if (environment !== null) {
    const end = `\\end{${environment[1]}}`
    const close = finder.next(end, at)
    return { kind: 'maths', start: at, end: close < 0 ? paragraphEnd(finder, at) : close + end.length }
  }
  MATHS_COMMANDS.lastIndex = at
  if (MATHS_COMMANDS.test(text)) return { kind: 'maths', start: at, end: argumentsEnd(text, MATHS_COMMANDS.lastIndex) }
  TEXT_COMMANDS.lastIndex = at
  if (TEXT_COMMANDS.test(text)) return { kind: 'markup', start: at, end: TEXT_COMMANDS.lastIndex }
  return undefined
}

/** Between two delimiters, over several lines. One that is not closed goes to the end of its paragraph: the response was cut. */
function displayed(finder: Finder, at: number, opening: string, closing: string): MathsSpan | undefined {
  const { text } = finder
  const start = at + opening.length
  const close = finder.next(closing, start)
  // The last of several openings is the one that is closed.
  const again = opening === closing ? -1 : finder.next(opening, start)
  if (close < 0) {
    const end = paragraphEnd(finder, at)
    return again < 0 && isFormula(text.slice(start, Math.min(end, start + LOOKED_AT)))
      ? { kind: 'maths', start: at, end }
      : undefined
  }
  if (again >= 0 && again < close) return undefined
  return isFormula(text.slice(start, Math.min(close, start + LOOKED_AT)))
    ? { kind: 'maths', start: at, end: close + closing.length }
    : undefined
}

/** `$x$`, as Pandoc has it: no letter, digit or `\` before the first sign, none after the last, no spaces inside of them unless it surely is a formula. */
function inline(finder: Finder, at: number): MathsSpan | undefined {
  const { text } = finder
  if (/[\p{L}\p{N}\\$]/u.test(text[at - 1] ?? '')) return undefined
  let close = finder.next('$', at + 1)
  while (close >= 0 && close - at <= LONGEST_INLINE && text[close - 1] === '\\') close = finder.next('$', close + 1)
  if (close < 0 || close - at > LONGEST_INLINE) return undefined
  const inside = text.slice(at + 1, close)
  if (inside.includes('\n') || inside === '' || /[\p{L}\p{N}$]/u.test(text[close + 1] ?? '')) return undefined
  const isSpaced = /^\s|\s$/.test(inside)
  if (isSpaced && (/\d\s?$/.test(text.slice(Math.max(0, at - 2), at)) || !isSurelyFormula(inside))) return undefined
  return isFormula(inside) ? { kind: 'maths', start: at, end: close + 1 } : undefined
}

const SIGNS = /\\[a-zA-Z]+|[=^_{}<>≤≥≈≠±×÷·√∑∏∫∞∈∀∃→⇒]/u

function isSurelyFormula(inside: string): boolean {
  return SIGNS.test(inside) && (/\\[a-zA-Z]/.test(inside) || wordsIn(inside) === 0)
}

function isFormula(inside: string): boolean {
  if (SIGNS.test(inside)) return /\\[a-zA-Z]/.test(inside) || wordsIn(inside) <= 3
  const trimmed = inside.trim()
  if (!/\s/.test(trimmed)) return trimmed.length <= 30 && !/^\p{L}{4,}$/u.test(trimmed)
  return wordsIn(trimmed) === 0 && (!/\p{L}{2}/u.test(trimmed) || /[-+*/,|()]/.test(trimmed))
}

/** Words of three letters or more, which formulas have none of. */
function wordsIn(inside: string): number {
  return inside.match(/(?<![\\\p{L}])\p{L}{3,}/gu)?.length ?? 0
}

function paragraphEnd(finder: Finder, from: number): number {
  const end = finder.next('\n\n', from)
  return end < 0 ? finder.text.length : end
}

/** After the braces, brackets, powers and indices that follow a command. */
function argumentsEnd(text: string, from: number): number {
  let at = from
  for (let count = 0; count < 6; count++) {
    const sign = text[at]
    if (sign === '{') {
      const end = braceEnd(text, at)
      if (end === undefined) break
      at = end
    } else if (sign === '^' || sign === '_') {
      if (text[at + 1] === '{') at += 1
      else if (/[\p{L}\p{N}]/u.test(text[at + 1] ?? '')) at += 2
      else break
    } else break
  }
  return at
}

const LONGEST_BRACES = 500

function braceEnd(text: string, at: number): number | undefined {
  let depth = 0
  const last = Math.min(text.length, at + LONGEST_BRACES)
  for (let i = at; i < last; i++) {
    if (text[i] === '{') depth += 1
    else if (text[i] === '}' && --depth === 0) return i + 1
  }
  return text.length <= last ? text.length : undefined
}
