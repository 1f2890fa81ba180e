import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeChromium, newPage, screens, takePicture } from '../support/chromium.js'
import { run } from '../support/packed.js'
import { withoutHost } from '../support/without-host.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const dist = join(root, 'docs/.vitepress/dist')
const BASE = '/crosslingual/'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
}
const MINUTE = 60_000
/** The pages to look at. */
const pictured =
  /^(|guide\/.*|recipes\/score-a-file.html|\w+\.html|reference\/(cli.html|api\/(|crosslingual\/(|functions\/evaluate.html))))$/

/** A page as a reader's browser has it. */
interface Visited {
  /** To pages of the site, with their anchors. */
  links: string[]
  anchors: string[]
  width: number
}

let missing = ''
let server: Server | undefined
let site = ''

beforeAll(async () => {
  if (!existsSync(join(root, 'docs/node_modules'))) {
    const { status } = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(root, 'docs') })
    if (status !== 0) missing = 'npm ci in docs does not get what builds the site'
    if (status !== 0) return
  }
  const env = { ...process.env, NODE_ENV: 'production', DOCS_BASE: BASE }
  const { status, stdout, stderr } = await run('npm', ['run', 'docs'], { cwd: root, env })
  if (status !== 0) throw new Error(`npm run docs: ${stdout}\n${stderr}`)
  server = await serve()
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`
}, 10 * MINUTE)
afterAll(async () => {
  await closeChromium()
  server?.close()
})

/** A page, and what goes wrong in it. A request to another host, or outside of the site's folder, is wrong. */
async function open(skip: (reason: string) => never, screen: (typeof screens)[number]) {
  if (missing !== '') return withoutHost(skip, missing)
  const { page, problems } = await newPage(skip, screen)
  page.on('request', (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith('data:')) problems.push(request.url())
  })
  return { page, problems }
}

test.for(screens)(
  'every page is whole, no wider than the $screen, and links to what is there',
  { timeout: 10 * MINUTE },
  async (screen, { skip }) => {
    const { page, problems } = await open(skip, screen)
    const visited = new Map<string, Visited>()
    const waiting = [site]
    for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
      if (visited.has(url) || !isPage(url) || !existsSync(fileOf(url))) continue
      const seen = await visit(page, url)
      visited.set(url, seen)
      waiting.push(...seen.links.map(withoutAnchor))
      const path = url.slice(site.length)
      if (pictured.test(path)) await takePicture(page, `site-${path.replace(/\W+/g, '-')}-${screen.screen}`)
    }
    const broken = [...visited].flatMap(([url, { links }]) =>
      links.filter((link) => !leadsSomewhere(link, visited)).map((link) => `${url}: ${link}`),
    )
    const wide = [...visited].flatMap(([url, { width }]) => (width > screen.width ? [`${url}: ${width}`] : []))
    expect({ problems, broken, wide }).toEqual({ problems: [], broken: [], wide: [] })

    const links = [...visited.values()].flatMap((each) => each.links)
    console.log(`${screen.screen}: ${visited.size} pages, ${new Set(links).size} different links (${links.length})`)
    // What a reader finds in the sidebar, an LLM finds in the lists made for it.
    for (const file of ['llms.txt', 'llms-full.txt']) {
      const text = readFileSync(join(dist, file), 'utf8')
      const pages = [...visited.keys()].map((url) => url.slice(site.length)).filter((path) => path !== '')
      expect(pages.filter((path) => !text.includes(`${BASE}${markdownOf(path)}`))).toEqual([])
    }
    await page.close()
  },
)

test.for(screens)(
  'what is searched for on the $screen is found, and opens',
  { timeout: MINUTE },
  async (screen, { skip }) => {
    const { page, problems } = await open(skip, screen)
    await page.goto(site)
    await page.locator('.VPNavBarSearch button').first().click()
    await page.locator('.VPLocalSearchBox input').fill('wrongLanguage')
    const result = page.locator('.VPLocalSearchBox .result').first()
    await result.waitFor()
    await takePicture(page, `site-search-${screen.screen}`)
    await result.click()
    await page.locator('.vp-doc', { hasText: /wrongLanguage/i }).waitFor()
    expect(page.url()).not.toBe(site)
    expect(problems).toEqual([])
    await page.close()
  },
)

async function visit(page: Page, url: string): Promise<Visited> {
  await page.goto(url)
  await page.waitForFunction('document.querySelector("#app").__vue_app__ !== undefined')
  const [links, anchors, width] = (await page.evaluate(`[
    [...document.querySelectorAll('a[href]')].map((link) => link.href),
    [...document.querySelectorAll('[id]')].map(({ id }) => id),
    document.documentElement.scrollWidth,
  ]`)) as [string[], string[], number]
  return { links: links.filter((link) => link.startsWith(new URL(site).origin)), anchors, width }
}

function leadsSomewhere(link: string, visited: ReadonlyMap<string, Visited>): boolean {
  const target = withoutAnchor(link)
  if (!isPage(target)) return existsSync(fileOf(target))
  const anchor = decodeURIComponent(new URL(link).hash.slice(1))
  return visited.has(target) && (anchor === '' || visited.get(target)?.anchors.includes(anchor) === true)
}

function withoutAnchor(link: string): string {
  return link.replace(/#.*$/, '')
}

function isPage(url: string): boolean {
  return url.endsWith('/') || url.endsWith('.html')
}

/** What the site has for an address; nothing outside of its folder. */
function fileOf(url: string): string {
  if (!url.startsWith(site)) return join(dist, 'nothing')
  const path = decodeURIComponent(new URL(url).pathname.slice(BASE.length))
  return join(dist, path.endsWith('/') || path === '' ? `${path}index.html` : path)
}

/** `guide/gates.html` and `reference/api/` as the lists for LLMs name them. */
function markdownOf(path: string): string {
  return path.replace(/(\.html|\/)$/, '.md')
}

async function serve(): Promise<Server> {
  const server = createServer(({ url = '', headers: { host } }, response) => {
    const file = fileOf(`http://${host}${url}`)
    if (!existsSync(file)) return response.writeHead(404).end()
    const type = TYPES[extname(file)] ?? 'application/octet-stream'
    response.writeHead(200, { 'content-type': type }).end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
