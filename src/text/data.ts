import type { Span } from './code.js'

/** What JSON begins with, at the beginning of a line, also where a name is given to it. */
export const DATA_START = String.raw`(?<![^\n])[ \t]*(?:[\w.]{1,40}\s?=\s?)?(?:\{\s{0,40}["'}]|\[\s{0,40}["{\[\d])`

const KEY = /^\{\s{0,40}(?:"[^"\n]{1,80}"|'[^'\n]{1,80}')\s{0,9}:/

/** Reading further for nothing is not worth it twice. */
const LONG = 1000

/**
 * The JSON that begins at a place: to its last bracket, or to the end of a text that was cut within it. Undefined for what only begins alike; null where
 * a long stretch was read to find that out.
 *
 * @param start Where its first bracket is.
 */
export function dataAt(text: string, start: number): Span | null | undefined {
  const end = lastBracket(text, start)
  const hasKey = KEY.test(text.slice(start, start + 140))
  if (end === undefined) return hasKey ? { start, end: text.length } : null
  if (hasKey || isJson(text.slice(start, end))) return { start, end }
  return end - start > LONG ? null : undefined
}

function lastBracket(text: string, start: number): number | undefined {
  let depth = 0
  let inString = false
  for (let at = start; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at += 1
    else if (sign === '"') inString = !inString
    else if (inString) continue
    else if (sign === '{' || sign === '[') depth += 1
    else if ((sign === '}' || sign === ']') && --depth === 0) return at + 1
  }
  return undefined
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    // [1] and [2, 3] are places in a bibliography.
    return !Array.isArray(value) || value.length > 2 || value.some((item) => typeof item !== 'number')
  } catch {
    return false
  }
}

/** Lines that no prose has; `#` and `*` at the beginning are left out, which are headings and points. */
const CODE_LINES = [
  /^(?:import|from|package|using|export|require|include)\s+[\w{*"'@.][^.!?…]*$/,
  /^#(?:include|define|ifdef|ifndef|endif|!)/,
  /^(?:public|private|protected|static|final|abstract|async|const|let|var|val|func|fn|function|def|class|struct|interface|enum|type|impl|namespace|template)\s+[\w<*&].*[;:{}()=,>]$/,
  /^(?:if|for|while|switch|catch|elif|else if|except|with|foreach|when|match)\b.*[:{]$/,
  /^(?:else|try|finally|do|begin|end|loop|pass|break|continue|return|fi|done|esac)\b[ \t]*(?:[^ \t][^ ]*)?$/,
  /^(?:return|yield|await|throw|raise|delete|new|echo|print|printf|cout|assert)\b.*(?:\w[([]|[;{}"$=])/,
  /^[\w.$@'"[\]]+(?:\s*:\s*\w+)?\s*(?:[-+*/|&^%:]|\?\?)?=\s*(?:["'`\d[{(-]|(?:new|await|not|lambda)\s|\w+(?:[.([;]|\s*[-+*/%<>=&|?])|(?:[Tt]rue|[Ff]alse|None|null|nil|undefined)$)/,
  /^[\w.$]+\((?:["'`\d{[(].*)?\)?;?$/,
  /^[\])}][\])},;]*$/,
  /^@\w+/,
  /^\/\/|^\/\*|^"""|^'''/,
  /^(?=.*(?:\w\(|[={}[\]]|\w\.\w|->|::)).*(?<!&[#\w]{1,31});$/,
  /[\w)=,>&|]\s*[{([]$/,
  /^\.?[\w#.:-]+\s*\{.*\}?$/,
  /^(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|ALTER|DROP|FROM|WHERE|(?:INNER|LEFT|RIGHT|OUTER)? ?JOIN|GROUP BY|ORDER BY|HAVING|LIMIT|VALUES|SET)\b.*[\w;,)*'"]$/,
  /^(?:\$|>>>|>) ?(?:npm|pip|git|cd|ls|sudo|docker|curl|python3?|node|cat|echo|apt|brew)\b/,
]
/** What could be a comment, and could be a heading or a point. */
const COMMENT = /^(?:#(?!#)|--|%|\*|REM\b)/
/** More tells nothing new. */
const MOST_LINES = 200
const LOOKED_AT = 20_000

/**
 * Whether a text that no fence marks is a program and nothing else: at least four fifths of the lines that could be either are lines of code.
 *
 * @example
 * ```ts
 * isBareCode('import csv\nrows = list(csv.reader(file))\nprint(len(rows))') // => true
 * ```
 */
export function isBareCode(text: string): boolean {
  let code = 0
  let prose = 0
  for (const line of text.slice(0, LOOKED_AT).split('\n', MOST_LINES)) {
    const content = line.trim().slice(0, 500)
    if (content === '' || COMMENT.test(content)) continue
    const isPoint = /^(?:[-+•–]|\d{1,3}[.)])\s/.test(content)
    if (!isPoint && CODE_LINES.some((pattern) => pattern.test(content)) && !isSentence(content)) code += 1
    else if (code === 0) return false
    else if (isPoint || !/^\s{2,}|^\t/.test(line) || isSentence(content)) prose += 1
  }
  return code > 0 && prose * 4 <= code
}

/** Five words and more, with nothing between them but spaces and the punctuation of prose. */
function isSentence(line: string): boolean {
  return /^[^=(){}[\]<>"'`$_]*$/u.test(line) && (line.match(/(?<=^|\s)\p{L}+[,;:.!?]?(?=\s|$)/gu)?.length ?? 0) >= 4
}
