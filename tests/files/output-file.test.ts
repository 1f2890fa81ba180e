import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { writeWhole } from '../../src/files/atomic-file.js'
import { assertOutputs } from '../../src/files/output-file.js'
import { partialFile } from '../../src/files/partial-file.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  folders.push(folder)
})
const folders: string[] = []
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true })
})
const file = (name: string) => join(folder, name)

describe('assertOutputs', () => {
  test.each<[string, string, string[], boolean, string | undefined]>([
    ['a new file', 'new', [], false, undefined],
    ['one that is there', 'old', [], false, 'is there already'],
    ['one that is there, with force', 'old', [], true, undefined],
    ['an input, with force', 'old', ['old'], true, 'is the input'],
    ['an input by a link', 'link', ['old'], true, 'is the input'],
    ['an input by a hard link', 'hard', ['old'], true, 'is the input'],
    ['a folder', '.', [], true, 'is a folder'],
  ])('%s', (_, output, inputs, force, message) => {
    writeFileSync(file('old'), 'precious')
    symlinkSync(file('old'), file('link'))
    linkSync(file('old'), file('hard'))
    const check = () => assertOutputs({ outputs: { '--out': file(output) }, inputs: inputs.map(file), force })
    if (message === undefined) check()
    else expect(check).toThrow(message)
  })

  test('another output, and what is beside it while it is written', () => {
    for (const report of ['a', './a', 'a.partial', 'a.partial.json']) {
      const outputs = { '--out': file('a'), '--report': `${folder}/${report}` }
      expect(() => assertOutputs({ outputs, inputs: [], force: true })).toThrow('--out')
    }
  })

  test('a device stays one', () => {
    const { ino } = statSync('/dev/full')
    for (const force of [false, true]) {
      expect(() => assertOutputs({ outputs: { '--out': '/dev/full' }, inputs: [], force })).toThrow('no regular file')
    }
    expect([statSync('/dev/full').ino, statSync('/dev/full').isCharacterDevice()]).toEqual([ino, true])
  })
})

test('for any files and outputs, no byte of a file changes but of the one that is named with force', async () => {
  const names = ['a', 'a.partial', 'a.partial.json', 'a.partial.lock', 'b', 'b.partial', '.a.tmp']
  const texts = ['', 'x', '{"id":"1"}\n', '{"options":{},"signature":"a:1"}\n', '12', 'no end']
  const property = fc.asyncProperty(
    fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...texts)),
    fc.constantFrom('a', 'b'),
    fc.constantFrom('a', 'b', 'c'),
    fc.boolean(),
    async (files, out, report, force) => {
      const own = mkdtempSync(join(folder, 'run-'))
      for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text)
      const outputs = { '--out': join(own, out), '--report': join(own, report) }
      try {
        assertOutputs({ outputs, inputs: [], force })
        const partial = await partialFile(outputs['--out'], {
          run: { options: {}, signature: 'b:1' },
          resume: false,
          overwrite: force,
        })
        await partial.write('{"id":"2"}\n')
        await writeWhole(outputs['--report'], 'report', { overwrite: force })
        await partial.commit()
      } catch (error) {
        expect((error as Error).name).toBe('InputError')
      }
      for (const [name, text] of Object.entries(files)) {
        if (force && [out, report].some((each) => each === name)) continue
        // What a run that was killed has left is its own.
        if (name.endsWith('.lock') && /^\d*$/.test(text)) continue
        if (
          /\.partial(?:\.json)?$/.test(name) &&
          files['a.partial.json']?.includes('signature') &&
          !text.includes('\n{')
        )
          continue
        expect([name, readFileSync(join(own, name), 'utf8')]).toEqual([name, text])
      }
      expect(readdirSync(own).filter((name) => /[0-9a-f]{12}\.tmp$/.test(name))).toEqual([])
    },
  )
  await fc.assert(property, { numRuns: 200 })
})

test('temporary files of processes that are gone are removed at the next start', async () => {
  await writeWhole(file('a'), 'x', { overwrite: false })
  const { temporaryName } = await import('../../src/files/temporary-file.js')
  const dead = temporaryName(file('a')).replace(`-${process.pid}-`, '-999999999-')
  const [alive, other] = [temporaryName(file('a')), file('.a.precious.tmp')]
  for (const path of [dead, alive, other]) writeFileSync(path, '')
  await writeWhole(file('a'), 'y', { overwrite: true })
  expect(readdirSync(folder).map(file).sort()).toEqual([alive, other, file('a')].sort())
})
