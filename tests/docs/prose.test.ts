import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anchors, exists, page, pages, proseOf, roomPages } from './pages.js'

const MAX_LINE = 120
/** A table with a column for each host. */
const WIDE_TABLES = ['examples/README.md']
/** Pages that are made of other files, or are the site's own. */
const BUILT = ['docs/index.md', 'docs/changelog.md']
const all = [...pages, ...roomPages]
const written = all.filter(({ path }) => !BUILT.includes(path))

test('the README is short', () => {
  const { text } = page('README.md')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(9000)
})

describe('lines are short, but for code', () => {
  test.each(written)('$path', (each) => {
    const long = proseOf(each)
      .split('\n')
      .map((line, i) => ({ line, number: i + 1 }))
      .filter(({ line }) => line.length > MAX_LINE && !(WIDE_TABLES.includes(each.path) && line.startsWith('|')))
    expect(long).toEqual([])
  })
})

describe('a page of the docs starts with its title, and one sentence that says what it is for', () => {
  const docs = written.filter(({ path }) => path.startsWith('docs/'))
  test.each(docs)('$path', (each) => {
    const [title = '', purpose = ''] = each.text.split('\n\n')
    expect(title).toMatch(/^# \S.*$/)
    expect(proseOf(each).match(/^# /gm)).toHaveLength(1)
    expect(purpose).toMatch(/^This (?:page|recipe) [^.!?]*(?:\.\w[^.!?]*)*\.$/)
  })
})

describe('links lead somewhere', () => {
  const links = all.flatMap((each) =>
    [...proseOf(each).matchAll(/(?:\]\(|\bsrc="|\bhref=")([^)\s"]+)[)"]/g)].map(({ 1: target = '' }) => ({
      from: each.path,
      target,
    })),
  )
  // The pages of the API are made by typedoc, when the site is built, which looks at the links to them.
  const local = links.filter(({ target }) => !/^[a-z]+:|\breference\/api\//.test(target))

  test.each(local)('$from: $target', ({ from, target }) => {
    const [file = '', anchor] = target.split('#')
    const path = file === '' ? from : normalize(join(dirname(from), file)).replaceAll('\\', '/')
    expect(exists(path), path).toBe(true)
    if (anchor !== undefined) expect(anchors(page(path).text)).toContain(anchor)
    // The site has the pages of docs alone; and it makes an anchor of an apostrophe or a comma in another way than GitHub.
    if (from.startsWith('docs/')) expect(path).toMatch(/^docs\//)
    expect(anchor ?? '').toMatch(/^[a-z0-9-]*$/)
  })

  test('there are links to every guide and recipe', () => {
    const wanted = pages.filter(({ path }) => /^docs\/(?:guide|recipes)\/(?!bundle)/.test(path))
    const linked = new Set(local.map(({ from, target }) => normalize(join(dirname(from), target.replace(/#.*/, '')))))
    expect(wanted.filter(({ path }) => !linked.has(path)).map(({ path }) => path)).toEqual([])
  })

  test('pictures have a text for those who do not see them', () => {
    const pictures = all.flatMap(({ text }) => text.match(/!\[[^\]]*\]|<img\b[^>]*>/g) ?? [])
    expect(pictures.length).toBeGreaterThan(0)
    for (const picture of pictures) expect(picture).toMatch(/^!\[[^\]]{10,}\]|\balt="[^"]{10,}"/)
  })

  test('links to other sites are encrypted', () => {
    const others = links.filter(({ target }) => /^[a-z]+:/.test(target))
    expect(others.filter(({ target }) => !target.startsWith('https://'))).toEqual([])
  })
})

describe('files that are named are there', () => {
  const PATH = /`((?:src|tests|examples|fixtures|bench|docs|scripts)\/[\w./-]*)`/g
  const named = all.flatMap((each) =>
    [...each.text.matchAll(PATH)].map(({ 1: path = '' }) => ({ from: each.path, path })),
  )
  test.each(named)('$from: $path', ({ path }) => {
    expect(exists(path)).toBe(true)
  })
})
