/** A line with what stands before its text. */
export interface MarkedLine {
  indent: number
  /** What kind of point it begins; undefined for a line that begins none. Bullets of two characters are two kinds. */
  kind?: string
  /** The place in a sequence that a numbered or lettered point claims. */
  ordinal?: number
  /** The place that a letter claims if it is a Roman numeral: 1 for i. */
  roman?: number
  /** The line without its marker. */
  text: string
  /** The line without its indentation. */
  content: string
  blankBefore: boolean
}

type Marker = readonly [kind: string, pattern: RegExp, ordinal?: (written: string) => number]

const ROMAN_NUMERALS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** What may begin a point, on a line without its indentation. The first that fits is taken; the first group, if any, is the ordinal. */
const MARKERS: readonly Marker[] = [
  ['table', /^\|(?=.*\|)/u],
  ['arrow', /^(?:\*\*|__)?(?:[-–—=]{0,3}>|[→⇒➔➜➡])\s*/u],
  [
    'number',
    /^(?:\*\*|__|\*|_)?[([]?(?:#|№ ?|n[°º] ?)?(\d{1,3})(?:[.):\]]{1,2}|[°ºª]|\uFE0F?\u20E3| ?[-–—](?= ))(?=[ *_]|$|[\p{L}«"“])/u,
    Number,
  ],
  // "Option 1:", "Idée n° 2 -", "**Вариант 3.**"
  [
    'number',
    /^(?:\*\*|__|#{1,6} )?\p{L}{2,14}(?: (?:n[°º.]|№))? #?(\d{1,2})(?:\*\*)?(?: ?(?:[:.)]|[-–—](?= ))(?=[ *_]|$)|$)/u,
    Number,
  ],
  ['letter', /^(?:\*\*)?\(?([a-zа-я])[.)](?=[ *_]|$)/iu, (letter) => letterOrdinal(letter)],
  ['roman', /^(?:\*\*)?\(?([ivx]{1,4})[.)](?=[ *_]|$)/iu, (roman) => romanOrdinal(roman)],
  ['bullet', /^([-*+])(?: +|$|(?=\*\*\S))(?:\[[ xX]\] )?/u],
  ['bullet', /^([•◦▪▫‣⁃∙·●○■□◆◇★☆✓✔✅➤►▶–—])\uFE0F? */u],
  [
    'emoji',
    /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\u200D\uFE0F\p{Extended_Pictographic}\p{Emoji_Modifier}]* */u,
  ],
  ['heading', /^(#{1,6}) +/u],
  ['bold', /^(?:\*\*(?=[^\s*])[^*]+\*\*|__(?=[^\s_])[^_]+__)/u],
]

/**
 * The lines of a response that hold something, each with the marker of a point that it begins, if any. Lines of dashes are left out.
 *
 * @param text As `listText` and `tidy` leave it.
 */
export function markedLines(text: string): MarkedLine[] {
  const lines: MarkedLine[] = []
  let blankBefore = false
  for (const line of text.split('\n')) {
    const content = line.trimStart()
    if (content === '' || /^([-*_=])(?: ?\1){2,}$/.test(content)) {
      blankBefore = true
      continue
    }
    lines.push({ ...marked(content), content, indent: line.length - content.length, blankBefore })
    blankBefore = false
  }
  return lines
}

function marked(content: string): Omit<MarkedLine, 'content' | 'indent' | 'blankBefore'> {
  for (const [kind, pattern, toOrdinal] of MARKERS) {
    const match = pattern.exec(content)
    if (match === null) continue
    const [marker, group] = match
    if (kind === 'bold') return { kind, text: content }
    const rest = content.slice(marker.length).trim()
    if (toOrdinal !== undefined) {
      const roman = kind === 'letter' ? romanOrdinal(group as string) : 0
      return { kind, ordinal: toOrdinal(group as string), ...(roman > 0 && { roman }), text: rest }
    }
    return { kind: kind + (group ?? ''), text: rest }
  }
  return { text: content }
}

function romanOrdinal(roman: string): number {
  return ROMAN_NUMERALS.indexOf(roman.toLowerCase()) + 1
}

function letterOrdinal(letter: string): number {
  const lower = letter.toLowerCase().charCodeAt(0)
  return lower >= 0x430 ? lower - 0x430 + 1 : lower - 0x61 + 1
}
