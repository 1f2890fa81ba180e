import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languageConfusion, languageCorrectness, spellcheckRatio } from '../../src/index.js'
import { display } from '../../src/report/index.js'
import { closeChromium, newPage, screens, takePicture } from '../support/chromium.js'
import { exampleProject, installedVersion, NotInstalled, run } from '../support/packed.js'
import { withoutHost } from '../support/without-host.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' }

let project = ''
let missing = ''
beforeAll(async () => {
  try {
    project = await exampleProject('browser')
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error
    missing = error.message
    return
  }
  const { status, stdout, stderr } = await run('npm', ['run', 'build'], {
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (status !== 0) throw new Error(`vite build: ${stdout}\n${stderr}`)
}, 180_000)

test('the build for browsers says how to hand in what a page does not have', async () => {
  const build = (await import(join(root, 'dist/browser/index.js'))) as typeof import('../../src/index.js')
  const files = { aff: new TextEncoder().encode('SET UTF-8'), dic: new TextEncoder().encode('1\nmot') }
  const scores = await Promise.all([
    build.languageCorrectness({ language: 'fr' })({ output: 'Bonjour à tous' }),
    build.spellcheckRatio({ language: 'fr' })({ output: 'mot' }),
    build.spellcheckRatio({ language: 'fr', dictionaries: { fr: files } })({ output: 'mot' }),
  ])
  expect(scores.map(({ status, metadata }) => metadata.message ?? status)).toEqual([
    expect.stringContaining('give its address, as fasttext({ model })'),
    expect.stringContaining('npm install dictionary-fr, and give its files as spellcheckRatio({ dictionaries })'),
    'scored',
  ])
  const scorers = [build.spellcheckRatio({ language: 'fr', dictionaries: { fr: files } })]
  const inWorkers = build.evaluate([{ output: 'mot' }], { scorers, wrongLanguage: 'include', workers: 2 })
  await expect(inWorkers).rejects.toThrow('workers need Node')
})

describe('examples/browser, built by Vite with the packed package', () => {
  test('examples/README.md names that Vite', ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const [major] = installedVersion(project, 'vite').split('.')
    expect(readFileSync(join(root, 'examples/README.md'), 'utf8')).toContain(`Vite ${major}`)
  })

  test('no chunk of it, loaded or not, imports openai or a part of Node', ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const chunks = readdirSync(join(project, 'dist/assets')).filter((file) => file.endsWith('.js'))
    expect(chunks.length).toBeGreaterThan(0)
    for (const chunk of chunks) {
      const source = readFileSync(join(project, 'dist/assets', chunk), 'utf8')
      expect(source).not.toMatch(/openai|node-llama-cpp|__vite-browser-external|createRequire/)
      expect(source).not.toMatch(/["'`]node:[a-z_/]+["'`]/)
    }
  })

  test('it type-checks', async ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const tsc = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], {
      cwd: project,
    })
    expect(tsc.stdout).toBe('')
  }, 60_000)
})

describe('in headless Chromium', () => {
  let server: Server
  let address = ''
  const loaded = new Map<string, string>()

  beforeAll(async () => {
    if (missing !== '') return
    server = await serve(join(project, 'dist'))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(async () => {
    await closeChromium()
    server?.close()
  })

  /** The page once it shows scores, and what went wrong on the way. */
  async function open(skip: (reason: string) => never, screen: { width: number; height: number }) {
    if (missing !== '') return withoutHost(skip, missing)
    const { page, problems } = await newPage(skip, screen)
    page.on('response', async (response) => {
      if (response.url().endsWith('.js')) loaded.set(response.url(), await response.text())
    })
    await page.goto(address)
    await page.locator('output b').first().waitFor()
    return { page, problems }
  }

  test.for(screens)(
    'the scores of the page are those of Node, and it is no wider than the $screen',
    { timeout: 60_000 },
    async (screen, { skip }) => {
      const { page, problems } = await open(skip, screen)
      const sample = { language: 'fr', output: await page.locator('textarea').inputValue() }
      const scorers = [languageCorrectness(), spellcheckRatio(), languageConfusion()]
      const scores = await Promise.all(scorers.map((scorer) => scorer(sample)))
      const html = display(scores, sample)['text/html']
      const expected = await page.evaluate(
        `Object.assign(document.createElement('output'), { innerHTML: ${JSON.stringify(html)} }).innerHTML`,
      )
      expect(await page.locator('output').innerHTML()).toBe(expected)
      expect(scores.map(({ score }) => score)).toEqual([1, 21 / 27, 0])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(screen.width)
      expect(problems).toEqual([])
      await takePicture(page, `page-${screen.screen}`)
      await page.close()
    },
  )

  test('what was loaded has nothing of Node or openai in it', async ({ skip }) => {
    const { page } = await open(skip, screens[0])
    await page.close()
    expect(loaded.size).toBeGreaterThan(0)
    for (const source of loaded.values()) expect(source).not.toMatch(/node:|openai|require\(/)
  })

  test('a language without dictionary says how to hand one in; a hostile response stays text', async ({ skip }) => {
    const { page, problems } = await open(skip, screens[0])
    await page.locator('select').selectOption('de')
    await page.locator('output', { hasText: 'give its files as spellcheckRatio({ dictionaries })' }).waitFor()
    const hostile = '<img src=x onerror="alert(1)"> <script>alert(2)</script> Guten Morgen zusammen'
    await page.locator('textarea').fill(hostile)
    await page.locator('output', { hasText: hostile }).waitFor()
    expect(await page.locator('output img, output script').count()).toBe(0)
    expect(problems).toEqual([])
    await takePicture(page, 'page-hostile')
    await page.close()
  })
})

async function serve(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const file = join(folder, url === '/' ? 'index.html' : decodeURIComponent(url))
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
