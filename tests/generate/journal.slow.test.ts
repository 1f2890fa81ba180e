import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openJournal } from '../../src/generate/journal.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-journal-'))

test('a journal longer than a text of V8 can be is gone on with', async () => {
  const path = join(folder, 'responses.jsonl')
  const file = openSync(path, 'w')
  const key = (at: number) => at.toString(16).padStart(32, '0')
  const output = 'Le thé est prêt. '.repeat(60_000)
  const rows = 540
  for (let at = 0; at < rows; at++) writeSync(file, `${JSON.stringify({ key: key(at), output })}\n`)
  writeSync(file, '{"key":"torn')
  closeSync(file)
  expect(statSync(path).size).toBeGreaterThan(2 ** 29)

  const journal = openJournal(path)
  expect(journal.row(key(rows - 1))).toEqual({ key: key(rows - 1), output })
  expect(journal.row(key(rows))).toBeUndefined()
  journal.append({ key: key(rows), output: 'Oui.' })
  await journal.finish([key(rows), key(0)])
  const [first, second, end] = readFileSync(path, 'utf8').split('\n')
  expect(JSON.parse(first as string)).toEqual({ key: key(rows), output: 'Oui.' })
  expect(JSON.parse(second as string)).toEqual({ key: key(0), output })
  expect(end).toBe('')
  rmSync(folder, { recursive: true })
})
