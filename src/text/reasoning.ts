import { type CodeSpan, codeSpans, type Span } from './code.js'

/** Tags that models put around what they think. One closes the other: models mix them up. */
const TAGS = [
  'think', // DeepSeek-R1, Qwen3, GLM, MiniMax …
  'thinking',
  'thoughts?', // EXAONE
  'thought_process',
  'reasoning',
  'reflection',
  'scratchpad',
  'inner_monologue',
  'seed:think', // Seed-OSS
  'ant:?thinking',
].join('|')

/** As in `<|begin_of_thought|>` (OpenThinker) and `<|START_THINKING|>` (Command A). */
const THOUGHT = '(?:thought|think|thinking|reasoning)'
const ASSISTANT = '(?:<\\|start\\|>\\s?assistant\\s?)?'

/** The group that matched says what the marker does. */
const MARKERS = new RegExp(
  [
    `(?<open><(?:${TAGS})(?:\\s[^<>]{0,200})?>`,
    '\\[THINK\\]', // Magistral
    '◁think▷', // Kimi
    `<\\|(?:(?:begin|start)_(?:of_)?${THOUGHT}|${THOUGHT}(?:_(?:begin|start))?|inner_prefix)\\|>`,
    `${ASSISTANT}<\\|channel\\|>\\s?(?:analysis|commentary)[^<]{0,100}<\\|message\\|>`, // gpt-oss
    '<\\|channel>thought)', // Gemma
    `(?<close></(?:${TAGS})\\s{0,9}>`,
    '\\[/THINK\\]',
    '◁/think▷',
    `<\\|(?:(?:end|stop)_(?:of_)?${THOUGHT}|/${THOUGHT}|${THOUGHT}_(?:end|stop)|inner_suffix)\\|>`,
    `(?:<\\|end\\|>)?${ASSISTANT}<\\|channel\\|>\\s?final[^<]{0,100}<\\|message\\|>`,
    '<channel\\|>)',
    '(?<openDetails><details\\s[^<>]{0,100}type="reasoning"[^<>]{0,100}>)', // as Open WebUI exports it
    '(?<closeDetails></details>)',
  ].join('|'),
  'giu',
)

/** What a marker has. Most responses have none of it, and one look is enough for them. */
const MAY_HAVE_MARKER = /<[/|]?[a-z]|\[\/?THINK\]|◁/iu

/** The channels of gpt-oss where the tokens around their names were taken off: `analysisThe user asks … assistantfinalCanberra.` */
const BARE_ANALYSIS = /^\s*(?:assistant)?analysis(?=[\p{Lu}\p{Lo}])/u
export const BARE_FINAL = 'assistantfinal'

/** The reasoning in a response. */
export interface ReasoningSpans {
  /** Where it stands, its tags included, in order. */
  spans: Span[]
  /** Whether the last block is not closed: the model was cut while it thought. */
  unclosed: boolean
}

/**
 * Where a response reasons: `<think>…</think>` and what other models write for it, also where the template of the chat had opened the block, so that only
 * its end is there. A block that is not closed runs to the end. Tags in code, or between quotation marks, are talked about. Linear in the length of the text.
 *
 * @example
 * ```ts
 * reasoningSpans('Hm.</think>Oui.') // => { spans: [{ start: 0, end: 11 }], unclosed: false }
 * ```
 */
export function reasoningSpans(text: string): ReasoningSpans {
  const bare = bareChannels(text)
  if (bare !== undefined) return bare
  if (!MAY_HAVE_MARKER.test(text)) return { spans: [], unclosed: false }
  const spans: Span[] = []
  const isMention = mentions(text)
  let open: { start: number; isDetails: boolean } | undefined
  for (const { 0: marker, index: start, groups = {} } of text.matchAll(MARKERS)) {
    if (/^\[.*[a-z]/.test(marker)) continue // [think] is somebody's stage direction
    const end = start + marker.length
    const isDetails = (groups.openDetails ?? groups.closeDetails) !== undefined
    const opens = (groups.open ?? groups.openDetails) !== undefined
    if (open !== undefined) {
      if (opens || isDetails !== open.isDetails) continue
      spans.push({ start: open.start, end })
      open = undefined
      continue
    }
    if (isMention(start, end, opens)) continue
    if (opens) {
      open = { start, isDetails }
    } else if (!isDetails) {
      // All before it is reasoning, unless it is one tag too many at the very end.
      const isLeftOver = spans.length > 0 && text.slice(end).trim() === ''
      if (!isLeftOver) spans.length = 0
      spans.push({ start: isLeftOver ? start : 0, end })
    }
  }
  if (open !== undefined) spans.push({ start: open.start, end: text.length })
  return { spans, unclosed: open !== undefined }
}

/**
 * A text with its reasoning taken off: what was thought, without the tags’ own text being told apart, and what was answered. An answer with nothing taken off is
 * the text itself; one that follows reasoning begins with its first character that is no white space.
 *
 * @example
 * ```ts
 * withoutReasoning('<think>Hm.</think>\n\nOui.') // => { reasoning: 'Hm.', answer: 'Oui.', unclosed: false }
 * ```
 */
export function withoutReasoning(text: string): { reasoning: string; answer: string; unclosed: boolean } {
  const { spans, unclosed } = reasoningSpans(text)
  if (spans.length === 0) return { reasoning: '', answer: text, unclosed }
  const thoughts: string[] = []
  const answers: string[] = []
  let done = 0
  for (const { start, end } of spans) {
    answers.push(text.slice(done, start))
    thoughts.push(text.slice(start, end).replace(MARKERS, '').replace(BARE_ANALYSIS, '').replace(BARE_FINAL, '').trim())
    done = end
  }
  answers.push(text.slice(done))
  const reasoning = thoughts.filter((thought) => thought !== '').join('\n')
  return { reasoning, answer: answers.join('').trimStart(), unclosed }
}

function bareChannels(text: string): ReasoningSpans | undefined {
  const final = text.lastIndexOf(BARE_FINAL)
  if (final >= 0) return { spans: [{ start: 0, end: final + BARE_FINAL.length }], unclosed: false }
  return BARE_ANALYSIS.test(text) ? { spans: [{ start: 0, end: text.length }], unclosed: true } : undefined
}

/** Whether a marker is talked about: it stands in code, or between quotation marks. Markers are asked about in their order. */
function mentions(text: string): (start: number, end: number, opens: boolean) => boolean {
  let code: CodeSpan[] | undefined
  let at = 0
  let mentioned: CodeSpan | undefined
  return (start, end, opens) => {
    if (
      /["'«“„‘(]\s?$/u.test(text.slice(Math.max(0, start - 2), start)) &&
      /^\s?["'»”’)]/u.test(text.slice(end, end + 2))
    )
      return true
    code ??= codeSpans(text)
    while (at < code.length && (code[at] as CodeSpan).end <= start) at++
    const span = code[at]
    if (span === undefined || span.start > start) return false
    // What a model thinks has fences of all kinds: the end of its thoughts ends them, unless they began in the same fence.
    if (!opens && span.fence !== undefined) return mentioned === span
    mentioned = span
    return true
  }
}
