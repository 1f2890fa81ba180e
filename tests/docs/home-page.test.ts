import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import * as library from '../../src/index.js'
import * as report from '../../src/report/index.js'
import { markdownExamples, runExample } from './examples.js'

const home = readFileSync(new URL('../../docs/index.md', import.meta.url), 'utf8')

test('the example of the home page gives what the page says, and prints its table', async () => {
  const [example] = markdownExamples(home, 'docs/index.md')
  if (example === undefined) throw new Error('there is no example')
  const print = vi.spyOn(console, 'log').mockReturnValue()
  const claims = await runExample(example, { ...library, ...report })
  const [table] = print.mock.calls[0] ?? []
  print.mockRestore()
  expect(claims).toEqual([{ got: 0.9, claimed: 0.9 }])
  expect(home).toContain(`\`\`\`text\n${String(table).split('\n\n')[0]}\n\`\`\``)
})
