import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { withoutHost } from './without-host.js'

const BINARY = [process.env.CHROMIUM_BIN, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
)

/** The screens that pages are to look right on. */
export const screens = [
  { screen: 'desktop', width: 1280, height: 800 },
  { screen: 'phone', width: 390, height: 844 },
] as const

let browser: Promise<Browser> | undefined

/** A new page; the test skips, or fails where hosts are required, without Chromium. */
export async function newPage(
  skip: (reason: string) => never,
  { width, height, deviceScaleFactor = 1 }: { width: number; height: number; deviceScaleFactor?: number },
): Promise<{ page: Page; problems: string[] }> {
  if (BINARY === undefined) return withoutHost(skip, 'there is no Chromium: apt-get install chromium')
  browser ??= chromium.launch({ executablePath: BINARY, args: ['--no-sandbox'] })
  const page = await (await browser).newPage({
    viewport: { width, height },
    isMobile: width < 600,
    deviceScaleFactor,
  })
  const problems: string[] = []
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return { page, problems }
}

export async function closeChromium(): Promise<void> {
  await (await browser)?.close()
}

/** Writes a picture of the whole page to look at, into the folder SCREENSHOTS where one is given. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
