/** Where in a text an object literal stands: `text.slice(start, end)` begins with `{` and ends with `}`. */
export interface ObjectSpan {
  start: number
  end: number
}

/**
 * The outermost pairs of braces in a text, in order. Quotes are not looked at, since prose and broken JSON have odd ones. Linear in
 * the length: each brace is visited once.
 */
export function objectSpans(text: string): ObjectSpan[] {
  const opened: number[] = []
  const spans: ObjectSpan[] = []
  for (let at = nextBrace(text, 0); at !== -1; at = nextBrace(text, at + 1)) {
    if (text[at] === '{') {
      opened.push(at)
      continue
    }
    const start = opened.pop()
    if (start === undefined) continue
    while ((spans.at(-1)?.start ?? -1) > start) spans.pop() // what the new pair encloses
    spans.push({ start, end: at + 1 })
  }
  return spans
}

function nextBrace(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x7b || code === 0x7d) return at
  }
  return -1
}
