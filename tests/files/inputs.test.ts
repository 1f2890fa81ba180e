import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expandPaths } from '../../src/files/inputs.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-inputs-'))
const file = (name: string) => join(folder, name)

beforeAll(() => {
  for (const model of ['one', 'two']) mkdirSync(file(`results/${model}`), { recursive: true })
  const names = ['one/model_outputs.json', 'one/annotations.json', 'one/reference_outputs.json', 'two/annotations.json']
  for (const name of names) writeFileSync(file(`results/${name}`), '[]')
  writeFileSync(file('results/notes.md'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('expandPaths', () => {
  test('a folder: its files that may hold rows, without those in which AlpacaEval has the same answers once more', async () => {
    expect(await expandPaths([file('results')])).toEqual([
      file('results/one/model_outputs.json'),
      file('results/two/annotations.json'),
    ])
  })

  test('files that are named are all read', async () => {
    const named = [file('results/one/annotations.json'), file('results/one/model_outputs.json')]
    expect(await expandPaths(named)).toEqual(named)
  })

  test('a file twice is an error, whatever it is called', async () => {
    const path = file('results/one/annotations.json')
    await expect(expandPaths([path, join(folder, 'results/../results/one/annotations.json')])).rejects.toThrow(
      /is given twice/,
    )
  })
})
