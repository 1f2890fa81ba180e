import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Sample } from '../../src/index.js'

const folder = process.env.CROSSLINGUAL_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url))

/** Real responses too many, or not licensed, to be in the repository; tests that want them skip, visibly, without. */
export const hasShared = existsSync(`${folder}/data/language-confusion`)

export function sharedPath(path: string): string {
  return `${folder}/data/${path}`
}

export function sharedResponses(model: 'llama-2-instruct' | 'gpt-3.5-turbo'): Sample[] {
  return readFileSync(sharedPath(`language-confusion/${model}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample)
}
