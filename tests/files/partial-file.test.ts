import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type PartialRun, partialFile } from '../../src/files/partial-file.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run: PartialRun = { options: { '--language': 'fr' }, signature: 'crosslingual:1.0.0|seed:0' }
const rows = [
  '{"id":"1","output":"é"}',
  '{"error":{"where":"x:2","message":"no"}}',
  '{"id":"3"}',
  '{"id":"4","o":"\\n"}',
]
const whole = rows.map((row) => `${row}\n`).join('')

/** A file of which a run has written `text`, and then was killed. */
async function interrupted(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  const file = await partialFile(path, { run, resume: false })
  await file.write(whole)
  await file.leave()
  writeFileSync(`${path}.partial`, text)
  return path
}

async function resume(path: string, given = rows, options: PartialRun = run) {
  const file = await partialFile(path, { run: options, resume: true })
  const kept: string[] = []
  for await (const { text } of file.kept()) kept.push(text)
  try {
    for (const row of given) await file.write(`${row}\n`)
    await file.commit()
  } catch (error) {
    await file.leave()
    throw error
  }
  return kept
}

describe('partialFile', () => {
  test('cut off after any byte, it goes on to the same bytes, and keeps the whole rows', async () => {
    const bytes = Buffer.from(whole)
    const lineEnds = [...bytes.keys()].filter((at) => bytes[at] === 10)
    for (let length = 0; length <= bytes.length; length++) {
      const path = await interrupted(`cut-${length}`, '')
      writeFileSync(`${path}.partial`, bytes.subarray(0, length))
      expect(await resume(path)).toEqual(rows.slice(0, lineEnds.filter((end) => end < length).length))
      expect(readFileSync(path, 'utf8')).toBe(whole)
    }
    expect(readdirSync(folder).filter((name) => /partial|lock|tmp/.test(name))).toEqual([])
  })

  test('several rows in one write, across the end of what was kept', async () => {
    const path = await interrupted('across', `${rows[0]}\n${rows[1]}\n`)
    expect(await resume(path, [rows.join('\n')])).toEqual(rows.slice(0, 2))
    expect(readFileSync(path, 'utf8')).toBe(whole)
  })

  test('a torn line of more than a block is cut off', async () => {
    const path = await interrupted('torn', `${rows[0]}\n{"id":"2","output":"${'x'.repeat(200_000)}`)
    expect(await resume(path)).toEqual([rows[0]])
    expect(readFileSync(path, 'utf8')).toBe(whole)
  })

  test('without resume rows of an earlier run are neither thrown away nor mixed', async () => {
    const path = await interrupted('kept', whole)
    await expect(partialFile(path, { run, resume: false })).rejects.toThrow(
      'a run that was interrupted left ' +
        `${path}.partial; add --resume to go on with it, or remove it to start again`,
    )
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe(whole)
  })

  test.each<[string, string[], PartialRun, string]>([
    ['another row', [rows[0] as string, '{"id":"2"}'], run, ':2: the input has another row here ("error" differs)'],
    ['a row less', rows.slice(0, 3), run, ':4: the input ends before this row'],
    ['another option', rows, { ...run, options: { '--language': 'ru' } }, '--language was "fr", and is "ru" now'],
    ['an option less', rows, { ...run, options: {} }, '--language was "fr", and is none now'],
    ['another version', rows, { ...run, signature: 'crosslingual:2.0.0|seed:0' }, 'crosslingual: 1.0.0 ≠ 2.0.0'],
  ])('%s: an error that names it, and everything stays', async (name, given, options, message) => {
    const path = await interrupted(name, whole)
    await expect(resume(path, given, options)).rejects.toThrow(message)
    expect(existsSync(path)).toBe(false)
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe(whole)
    await resume(path)
    expect(readFileSync(path, 'utf8')).toBe(whole)
  })

  test('it is the owner’s alone, and of one process at a time', async () => {
    const path = join(folder, 'mine')
    const file = await partialFile(path, { run, resume: false })
    await expect(partialFile(path, { run, resume: true })).rejects.toThrow('is being written to already')
    for (const name of ['mine.partial', 'mine.partial.json']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    expect(await file.leave()).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('mine'))).toEqual([])
  })

  test.each([true, false])('a file of that name that is somebody else’s stays as it is, resume %s', async (resume) => {
    const path = join(folder, `foreign-${resume}`)
    const text = 'a draft without a line end'
    writeFileSync(`${path}.partial`, text)
    await expect(partialFile(path, { run, resume })).rejects.toThrow(
      `${path}.partial: is not of a run that was interrupted: there is no ${path}.partial.json; move it away`,
    )
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe(text)
  })

  test('what is refused is not cut either', async () => {
    const text = `${whole}{"torn`
    const path = await interrupted('uncut', text)
    await expect(partialFile(path, { run, resume: false })).rejects.toThrow('add --resume')
    await expect(partialFile(path, { run: { ...run, options: {} }, resume: true })).rejects.toThrow('--language was')
    expect(readFileSync(`${path}.partial`, 'utf8')).toBe(text)
  })

  test('without the note of whose rows they are, they are not gone on with', async () => {
    const path = await interrupted('noteless', whole)
    truncateSync(`${path}.partial.json`)
    await expect(partialFile(path, { run, resume: true })).rejects.toThrow('noteless.partial.json: cannot be read')
  })
})
