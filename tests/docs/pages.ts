import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A page of prose; its path is from the root. */
export interface Page {
  path: string
  text: string
}

/** A fenced block of code. */
export interface Fence {
  /** `docs/limits.md:12` */
  where: string
  language: string
  code: string
  /** The block that stands directly before this one, with nothing but an empty line between. */
  before?: Fence
}

/** Folders of `docs` that are built or installed; `reference` is generated from the source and has tests of its own. */
const NOT_PROSE = /^(?:node_modules|\.vitepress|reference)\//

/** README.md and the pages of docs. */
export const pages: readonly Page[] = ['README.md', ...docs()].map(page)

/** The pages beside the code that they describe. */
export const roomPages: readonly Page[] = ['bench/README.md', 'examples/README.md', 'fixtures/README.md'].map(page)

export function page(path: string): Page {
  return { path, text: readFileSync(`${root}/${path}`, 'utf8') }
}

function docs(): string[] {
  return readdirSync(`${root}/docs`, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !NOT_PROSE.test(path))
    .map((path) => `docs/${path}`)
    .sort()
}

/** The fenced blocks of a page, in their order. */
export function fences({ path, text }: Page): Fence[] {
  const found: (Fence & { end: number })[] = []
  for (const { 1: language = '', 2: code = '', 0: whole, index } of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    const last = found.at(-1)
    const isNext = last !== undefined && text.slice(last.end, index).trim() === ''
    const where = `${path}:${text.slice(0, index).split('\n').length}`
    found.push({ where, language, code, end: index + whole.length, ...(isNext && { before: last }) })
  }
  return found
}

/** The page with its fenced blocks and front matter made empty lines, so that lines keep their numbers. */
export function proseOf({ text }: Page): string {
  return text.replace(/^---\n[\s\S]*?^---$|^```[\s\S]*?^```$/gm, (block) => block.replace(/[^\n]/g, ''))
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors(text: string): string[] {
  const prose = proseOf({ path: '', text })
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(({ 1: heading = '' }) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  )
}

export function exists(path: string): boolean {
  return existsSync(`${root}/${path}`)
}
