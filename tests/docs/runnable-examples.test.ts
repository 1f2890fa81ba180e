import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const DEMO = ['fixtures/generated/smollm2-135m-instruct.jsonl', 'fixtures/generated/gemma-3-270m.jsonl']
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

test('the README shows what the demo prints', () => {
  const args = ['dist/cli/main.js', 'score', ...DEMO, '--by', 'model,language']
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  expect(readFileSync(`${root}/README.md`, 'utf8')).toContain(`\`\`\`text\n${stdout}\`\`\``)
})
