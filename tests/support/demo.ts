import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Sample } from '../../src/index.js'

export const demoPath = fileURLToPath(new URL('../../fixtures/language-confusion.jsonl', import.meta.url))

export const demoSamples: Sample[] = readFileSync(demoPath, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Sample)
