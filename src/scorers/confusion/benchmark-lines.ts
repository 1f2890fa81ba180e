import { type Prose, placesOf } from '../../text/prose.js'

/** A line that the benchmark judges, with where it stood in the response. */
export interface BenchmarkLine {
  /** 1-based, in the response as the benchmark cuts it. */
  line: number
  /** Without ASCII punctuation. */
  text: string
  tokens: readonly string[]
}

/** The benchmark keeps lines of at least so many tokens: shorter ones are hard to identify. */
const MIN_TOKENS = 5

// Python's string.punctuation
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g

/**
 * The lines of a response that the Language Confusion Benchmark judges (Marchisio et al. 2024, `compute_metrics.py` of
 * for-ai/language-confusion at 0cfdbb4): what follows a line that starts with `Q:` is cut (a base model asking itself the next
 * question), the rest trimmed, ASCII punctuation and `،` deleted, `—` made a space, and lines of fewer than five tokens left out.
 *
 * Tokens are split at white space. Chinese and Japanese are segmented by `Intl.Segmenter`, where the benchmark uses jieba and
 * MeCab: the same for nearly every line, since it only has to tell four tokens from five.
 */
export function benchmarkLines(prose: Prose, response: string, language: string): BenchmarkLine[] {
  const [answer = ''] = prose.text.split('\nQ:', 1)
  const tokenize = language === 'zh' || language === 'ja' ? segmenter(language) : splitAtWhiteSpace
  const lineAt = lineNumbers(prose, response)
  let start = answer.length - answer.trimStart().length
  const lines = answer
    .trim()
    .split('\n')
    .map((line) => {
      const text = line.replace(ASCII_PUNCTUATION, '').replaceAll('—', ' ').replaceAll('،', '')
      const from = start
      start += line.length + 1
      return { from, text, tokens: tokenize(text) }
    })
  return lines
    .filter(({ tokens }) => tokens.length >= MIN_TOKENS)
    .map(({ from, text, tokens }) => ({ line: lineAt(from), text, tokens }))
}

/** The number of the line in the trimmed response in which a place of its prose is. Places must not go back. */
function lineNumbers(prose: Prose, response: string): (index: number) => number {
  const place = placesOf(prose)
  let at = response.length - response.trimStart().length
  let line = 1
  return (index) => {
    for (const { start } = place(index); at < start; at++) if (response[at] === '\n') line += 1
    return line
  }
}

function splitAtWhiteSpace(text: string): string[] {
  return text.split(/\s+/u).filter((token) => token !== '')
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string): (text: string) => string[] {
  const made = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' })
  segmenters.set(language, made)
  return (text) => Array.from(made.segment(text), ({ segment }) => segment).filter((token) => token.trim() !== '')
}
