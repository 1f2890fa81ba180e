import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeLock } from '../../src/files/lock-file.js'

const between = vi.hoisted(() => ({ readAndRename: () => {} }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  const renameSync: typeof fs.renameSync = (from, to) => {
    between.readAndRename()
    fs.renameSync(from, to)
  }
  return { ...fs, renameSync }
})

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'file')
const lock = `${path}.lock`
beforeEach(() => rmSync(lock, { force: true }))

const dead = String(spawnSync(process.execPath, ['--eval', '']).pid)
const alive = String(process.ppid)

describe('takeLock', () => {
  test('a file of that name that is no lock of ours stays', () => {
    writeFileSync(lock, 'precious')
    expect(() => takeLock(path)).toThrow(`${lock}: is no lock of ours, and stays; move it away`)
    expect(readFileSync(lock, 'utf8')).toBe('precious')
  })

  test.each([
    ['a process that is gone', dead],
    ['an earlier process of our number, as all have in a container', String(process.pid)],
  ])('the lock of %s is taken over, once', (_, owner) => {
    writeFileSync(lock, owner)
    const release = takeLock(path)
    expect(readFileSync(lock, 'utf8')).toBe(String(process.pid))
    expect(() => takeLock(path)).toThrow(`${path}: is being written to already`)
    release()
    expect(readdirSync(folder)).toEqual([])
    takeLock(path)()
  })

  test.each([
    ['of a process at work', alive, `process ${alive} is writing to it; if that is none of these, remove ${lock}`],
    ['that was just made', '', `another process is writing to it; if that is none of these, remove ${lock}`],
  ])('one %s is left alone', (_, owner, message) => {
    writeFileSync(lock, owner)
    expect(() => takeLock(path, 'my file')).toThrow(`my file: ${message}`)
    expect(readFileSync(lock, 'utf8')).toBe(owner)
  })

  test.each([
    ['has taken it over', alive],
    ['is taking it over', ''],
  ])('of two who find a stale one, the second sees that the first %s', (_, owner) => {
    writeFileSync(lock, dead)
    between.readAndRename = () => {
      between.readAndRename = () => {}
      writeFileSync(lock, owner)
    }
    expect(() => takeLock(path)).toThrow('is writing to it')
    expect(readFileSync(lock, 'utf8')).toBe(owner)
    expect(readdirSync(folder)).toEqual(['file.lock'])
  })

  test('nor does letting go twice remove the lock of another', () => {
    const release = takeLock(path)
    release()
    writeFileSync(lock, alive)
    release()
    expect(existsSync(lock)).toBe(true)
  })

  test('a folder that cannot be written to', () => {
    expect(() => takeLock(join(folder, 'none', 'file'))).toThrow(/none.file: cannot be written \(ENOENT/)
  })
})
