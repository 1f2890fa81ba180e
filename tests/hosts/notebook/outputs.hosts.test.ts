import { afterAll, expect, test } from 'vitest'
import { closeChromium, newPage, screens, takePicture } from '../../support/chromium.js'
import { EXAMPLE_NOTEBOOK, notebookOutputs } from './notebook-outputs.js'

afterAll(closeChromium)

/** The outputs that are in the example notebook, one below the other, as a notebook has them. */
const outputs = notebookOutputs(EXAMPLE_NOTEBOOK)
  .flat()
  .flatMap((data) => data['text/html'] ?? [])
const document = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body { margin: 1rem } section { margin-bottom: 1.5rem }</style>
${outputs.map((html) => `<section>${html}</section>`).join('\n')}`

test.for(screens)('no output is wider than the $screen, and none runs a script', async (screen, { skip }) => {
  const { page, problems } = await newPage(skip, screen)
  await page.setContent(document, { waitUntil: 'load' })
  expect(await page.locator('section').count()).toBe(7)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(screen.width)
  expect(await page.locator('img, script, iframe').count()).toBe(0)
  expect(problems).toEqual([])
  await takePicture(page, `notebook-${screen.screen}`)
  await page.close()
})
