import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { columnIn, expectedColumn } from './report-table.js'

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url))
const readme = readFileSync(join(examples, 'README.md'), 'utf8')

test('the table of examples/README.md says what should be', () => {
  expect(columnIn(readme, 'should be')).toEqual(expectedColumn)
})

test.each([
  ['autoevals', 'autoevals'],
  ['mastra', '@mastra/core'],
  ['promptfoo', 'promptfoo'],
  ['openevals', 'openevals'],
  ['evalite', 'evalite'],
  ['vitest-evals', 'vitest-evals'],
])('examples/README.md names the version that %s installs', (example, name) => {
  const { dependencies } = JSON.parse(readFileSync(join(examples, example, 'package.json'), 'utf8'))
  const line = readme.split('\n').find((each) => each.startsWith(`| \`${example}\``))
  expect(line).toContain(` ${dependencies[name]}`)
})
