import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

test.each<[file: string, prints: RegExp]>([
  ['examples/score-a-few.ts', /languageCorrectness 0 \(detected: en\)[\s\S]*misspelt: \["Eifel","mezure","Pariss"\]/],
  [
    'examples/evaluate-two-models.ts',
    /zero +llama-2-instruct +spelling, non-en: \d+\.\d % \(over fr, pt, ru; no dictionary: de\)/,
  ],
  ['examples/modifiers.ts', /num_items_N +modifierFulfillment +50\.0[\s\S]*no-judge: simple_style is for a judge/],
  ['examples/own-scorer.ts', /name: 'minimumBar',\s+score: 0/],
])('%s runs', (file, prints) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(prints)
})
