import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ScoredSample } from '../../src/core/scored-sample.js'
import { readSamples, readScored, writeScored } from '../../src/files/index.js'
import { languageCorrectness, scored, scoreSamples, spellcheckRatio } from '../../src/index.js'
import { crosslingual } from '../support/cli.js'

const demo = 'fixtures/generated/gemma-3-270m.jsonl'
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const file = (name: string) => join(folder, name)

const one: ScoredSample = {
  sample: { id: '1', output: 'x' },
  scores: [scored('m', 0.5, { seen: ['y'] })],
  signature: { crosslingual: '1.0.0', wrongLanguage: 'exclude' },
}
const line =
  '{"id":"1","output":"x","scores":{"m":{"score":0.5,"status":"scored","metadata":{"seen":["y"]}}},"signature":"crosslingual:1.0.0|wrongLanguage:exclude"}\n'

describe('writeScored', () => {
  test('writes what score --out writes, byte by byte, and readScored reads it', async () => {
    const scorers = [languageCorrectness(), spellcheckRatio()]
    await writeScored(file('code.jsonl'), scoreSamples(readSamples(demo), { scorers }))
    const { status } = await crosslingual('score', demo, '--out', file('cli.jsonl'))
    expect(status).toBe(0)
    expect(readFileSync(file('code.jsonl'), 'utf8')).toBe(readFileSync(file('cli.jsonl'), 'utf8'))
    await writeScored(file('again.jsonl'), readScored(file('cli.jsonl')))
    expect(readFileSync(file('again.jsonl'), 'utf8')).toBe(readFileSync(file('cli.jsonl'), 'utf8'))
    expect(statSync(file('code.jsonl')).mode & 0o777).toBe(0o600)
  })

  test('of no samples an empty file', async () => {
    await writeScored(file('none.jsonl'), [])
    expect(readFileSync(file('none.jsonl'), 'utf8')).toBe('')
  })

  test('a file that is there stays, unless it may be replaced', async () => {
    writeFileSync(file('a.jsonl'), 'precious')
    let taken = false
    async function* samples() {
      taken = true
      yield one
    }
    await expect(writeScored(file('a.jsonl'), samples())).rejects.toMatchObject({
      name: 'InputError',
      message: `${file('a.jsonl')}: is there already; name another file, or have it replaced: --force, in code { overwrite: true }`,
    })
    expect([taken, readFileSync(file('a.jsonl'), 'utf8')]).toEqual([false, 'precious'])
    await writeScored(file('a.jsonl'), samples(), { overwrite: true })
    expect(readFileSync(file('a.jsonl'), 'utf8')).toBe(line)
    expect(readdirSync(folder)).toEqual(['a.jsonl'])
  })

  test('a file that comes while it writes stays too', async () => {
    async function* samples() {
      yield one
      writeFileSync(file('a.jsonl'), 'precious')
    }
    await expect(writeScored(file('a.jsonl'), samples())).rejects.toThrow('is there already')
    expect(readFileSync(file('a.jsonl'), 'utf8')).toBe('precious')
    expect(readdirSync(folder)).toEqual(['a.jsonl'])
  })

  test.each([false, true])(
    'what breaks while it writes leaves everything as it was (overwrite: %s)',
    async (overwrite) => {
      if (overwrite) writeFileSync(file('a.jsonl'), 'precious')
      async function* broken() {
        yield one
        throw new Error('the judge is down')
      }
      const unwritable = [{ ...one, sample: { output: 'x', size: 1n } }]
      await expect(writeScored(file('a.jsonl'), broken(), { overwrite })).rejects.toThrow('the judge is down')
      await expect(writeScored(file('a.jsonl'), unwritable, { overwrite })).rejects.toThrow(TypeError)
      expect(readdirSync(folder)).toEqual(overwrite ? ['a.jsonl'] : [])
      if (overwrite) expect(readFileSync(file('a.jsonl'), 'utf8')).toBe('precious')
    },
  )

  test('a link stays a link: its target is replaced, or kept', async () => {
    mkdirSync(file('kept'))
    writeFileSync(file('kept/a.jsonl'), 'precious')
    symlinkSync(file('kept/a.jsonl'), file('link.jsonl'))
    symlinkSync(file('nowhere'), file('dangling.jsonl'))
    await expect(writeScored(file('link.jsonl'), [one])).rejects.toThrow('is there already')
    await writeScored(file('dangling.jsonl'), [one])
    expect([readlinkSync(file('dangling.jsonl')), readFileSync(file('nowhere'), 'utf8')]).toEqual([
      file('nowhere'),
      line,
    ])
    await writeScored(file('link.jsonl'), [one], { overwrite: true })
    expect(readlinkSync(file('link.jsonl'))).toBe(file('kept/a.jsonl'))
    expect(readFileSync(file('kept/a.jsonl'), 'utf8')).toBe(line)
  })

  test('neither a folder nor a device is replaced', async () => {
    for (const overwrite of [false, true]) {
      await expect(writeScored(folder, [one], { overwrite })).rejects.toThrow('is a folder')
      await expect(writeScored(file('no/such/a.jsonl'), [one], { overwrite })).rejects.toThrow(
        'cannot be written (ENOENT',
      )
    }
    const before = statSync('/dev/full')
    await expect(writeScored('/dev/full', [one], { overwrite: true })).rejects.toThrow('is no regular file')
    expect([statSync('/dev/full').ino, statSync('/dev/full').isCharacterDevice()]).toEqual([before.ino, true])
  })

  test('a folder that cannot be written to', async () => {
    mkdirSync(file('locked'), { mode: 0o500 })
    const mayWrite = process.getuid?.() === 0 // as root may, everywhere
    const writing = writeScored(file('locked/a.jsonl'), [one])
    if (mayWrite) await writing
    else await expect(writing).rejects.toThrow('cannot be written (EACCES')
    chmodSync(file('locked'), 0o700)
    expect(existsSync(file('locked/a.jsonl'))).toBe(mayWrite)
  })
})
