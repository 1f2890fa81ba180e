import { readFileSync } from 'node:fs'
import { modifierFulfillment, type Sample } from '../src/index.js'
import { median } from './measure.js'

const MODIFIERS = [
  'short',
  'long',
  'num_items_5',
  'lang_fr',
  'markdown_template',
  'html_template',
  'arrow_template',
  'cap_template',
]
const COUNT = 4000

/** Responses a second on one core, each check by itself over the demo's real responses: median of five runs. */
export async function benchModifierChecks(): Promise<string[]> {
  const demo = readFileSync(new URL('../fixtures/language-confusion.jsonl', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const outputs = demo.map((line) => (JSON.parse(line) as Sample).output)
  const lines = ['| modifier | responses a second |', '|---|---:|']
  for (const modifier of MODIFIERS) {
    const scorer = modifierFulfillment({ modifier })
    const rates: number[] = []
    for (let run = 0; run < 6; run++) {
      const start = performance.now()
      for (let i = 0; i < COUNT; i++) await scorer({ output: outputs[i % outputs.length] as string })
      rates.push(COUNT / ((performance.now() - start) / 1000))
    }
    lines.push(`| \`${modifier}\` | ${Math.round(median(rates.slice(1)))} |`)
  }
  return lines
}
