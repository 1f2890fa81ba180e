import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoSamples } from '../tests/support/demo.js'

/** Gives `use` a folder that is removed after. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-bench-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Writes a file of so many lines, each a demo response with an id and a last word of its own, so that no cache can know the whole. */
export async function writeDemoFile(folder: string, lines: number): Promise<string> {
  const path = join(folder, `${lines}.jsonl`)
  const file = createWriteStream(path)
  for (let i = 0; i < lines; i++) {
    const sample = demoSamples[i % demoSamples.length]
    const line = JSON.stringify({ ...sample, id: `${i}`, output: `${sample?.output} ${ownWord(i)}` })
    if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
  return path
}

/** A word of letters for each number. */
export function ownWord(i: number): string {
  return i.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)] as string)
}
