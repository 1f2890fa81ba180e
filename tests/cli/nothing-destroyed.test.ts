import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { commandLine } from '../../src/cli/program.js'
import { crosslingual } from '../support/cli.js'

const PRECIOUS = '{"what":"is precious"}\n'
let folder = ''
const folders: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  folders.push(folder)
  writeFileSync(file('precious'), PRECIOUS)
  writeFileSync(file('in.jsonl'), `${JSON.stringify({ id: '1', output: 'Le thé est prêt.', language: 'fr' })}\n`)
  writeFileSync(file('rules.json'), JSON.stringify({ rules: [{ metric: 'languageCorrectness', min: 0.5 }] }))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true })
})
const file = (name: string) => join(folder, name)

/** A command in this process, and what it says on standard error and output. */
async function run(...args: string[]): Promise<{ stderr: string; stdout: string }> {
  const said = { stderr: '', stdout: '' }
  for (const name of ['stderr', 'stdout'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    })
  }
  try {
    const program = await commandLine(args.slice(0, 1), () => {})
    await program.parseAsync(['node', 'crosslingual', ...args])
  } finally {
    vi.restoreAllMocks()
  }
  return said
}

describe('a file that is there', () => {
  test.each<[command: string, args: (name: (name: string) => string) => string[]]>([
    ['score --out', (name) => ['score', name('in.jsonl'), '--out', name('precious')]],
    ['score --report', (name) => ['score', name('in.jsonl'), '--report', name('precious')]],
    ['merge --report', (name) => ['merge', name('in.jsonl'), '--report', name('precious')]],
    ['gate --junit', (name) => ['gate', name('in.jsonl'), '--config', name('rules.json'), '--junit', name('precious')]],
    ['evalset --out', (name) => ['evalset', '--languages', 'fr', '--out', name('precious')]],
  ])('%s: stays as it is, and the mend is said', async (_, args) => {
    await expect(run(...args(file))).rejects.toThrow(/precious: is there already; .*--force/)
    expect(readFileSync(file('precious'), 'utf8')).toBe(PRECIOUS)
  })

  test('generate --out: one that is no file of responses stays as it is', async () => {
    await expect(
      run('generate', '--server', 'http://127.0.0.1:9', '--wait', '0', '--languages', 'fr', '--out', file('precious')),
    ).rejects.toThrow()
    expect(readFileSync(file('precious'), 'utf8')).toBe(PRECIOUS)
  })

  test('run: a folder that is not of a run stays as it is', async () => {
    mkdirSync(file('mine'))
    writeFileSync(file('mine/report.md'), PRECIOUS)
    const models = [{ name: 'm', server: 'http://127.0.0.1:9' }]
    writeFileSync(file('run.json'), JSON.stringify({ out: file('mine'), prompts: { languages: ['fr'] }, models }))
    await expect(run('run', file('run.json'))).rejects.toThrow(/has report\.md, which is not of a run/)
    expect(readFileSync(file('mine/report.md'), 'utf8')).toBe(PRECIOUS)
  })

  test('bundle-data: equal files stay, so that a build runs twice; another is replaced with --force alone', async () => {
    await run('bundle-data', folder, '--languages', 'en')
    await run('bundle-data', folder, '--languages', 'en')
    const model = file('crosslingual-data/lid.176.ftz')
    const bytes = readFileSync(model)
    writeFileSync(model, PRECIOUS)
    await expect(run('bundle-data', folder, '--languages', 'en')).rejects.toThrow(/is there already/)
    expect(readFileSync(model, 'utf8')).toBe(PRECIOUS)
    await run('bundle-data', folder, '--languages', 'en', '--force')
    expect(readFileSync(model).equals(bytes)).toBe(true)
  })
})

test('--force replaces the file, through a link that stays one, and never an input', async () => {
  symlinkSync(file('precious'), file('link'))
  await run('score', file('in.jsonl'), '--out', file('link'), '--force')
  expect(lstatSync(file('link')).isSymbolicLink()).toBe(true)
  expect(JSON.parse(readFileSync(file('precious'), 'utf8'))).toMatchObject({ id: '1', scores: expect.any(Object) })
  const before = readFileSync(file('in.jsonl'), 'utf8')
  await expect(run('score', file('in.jsonl'), '--out', file('in.jsonl'), '--force')).rejects.toThrow(/is the input/)
  expect(readFileSync(file('in.jsonl'), 'utf8')).toBe(before)
})

describe('--cache', () => {
  const judge = ['--judge', 'relevance', '--judge-model', 'm', '--judge-url', 'http://127.0.0.1:9/v1']

  test('a file is an error before the first call', async () => {
    await expect(run('score', file('in.jsonl'), ...judge, '--cache', file('precious'))).rejects.toThrow(
      /precious: .*folder/,
    )
    expect(readFileSync(file('precious'), 'utf8')).toBe(PRECIOUS)
  })
})

test('the row’s own scores and signature survive under another name, and that is told once', async () => {
  const own = { id: '1', output: 'Le thé est prêt.', language: 'fr', scores: [5], signature: 'mine', ownScores: 'too' }
  writeFileSync(file('own.jsonl'), `${JSON.stringify(own)}\n${JSON.stringify({ ...own, id: '2' })}\n`)
  const { stderr } = await run('score', file('own.jsonl'), '--out', file('out.jsonl'))
  const [row] = readFileSync(file('out.jsonl'), 'utf8').split('\n')
  expect(JSON.parse(row as string)).toMatchObject({
    ownScores: 'too',
    ownScores2: [5],
    ownSignature: 'mine',
    scores: { languageCorrectness: { score: 1 } },
  })
  expect(stderr.match(/"scores" is kept as "ownScores2"/g)).toHaveLength(1)
})

test('a field nested 5,000 deep is one bad line', async () => {
  const deep = `{"id":"2","output":"Oui.","language":"fr","deep":${'['.repeat(5000)}${']'.repeat(5000)}}`
  writeFileSync(file('deep.jsonl'), `${readFileSync(file('in.jsonl'), 'utf8')}${deep}\n`)
  await expect(run('score', file('deep.jsonl'))).rejects.toThrow(/deep\.jsonl:2: .*nested deeper than 1000/)
  const { stderr, stdout } = await run('score', file('deep.jsonl'), '--skip-bad-lines', '--format', 'jsonl')
  expect(stderr).toMatch(/^1 bad lines left out/m)
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
})

test('text of rows is harmless on standard error: no escape, no command of a runner, one line', async () => {
  const hostile = '\u001b[2J\r\n::error::x\u202e\u2028'
  writeFileSync(file('hostile.jsonl'), `{"id":"1","output":"Oui.","language":${JSON.stringify(hostile)}}\n`)
  const { stderr } = await crosslingual('score', file('hostile.jsonl'))
  expect(stderr).toContain('error::x')
  for (const sign of ['\u001b', '\r', '\u202e', '\u2028', '\n::']) expect(stderr).not.toContain(sign)
})

test('a folder for a cache keeps the mode that it has', async () => {
  const { diskStore } = await import('../../src/llm/index.js')
  mkdirSync(file('cache'))
  chmodSync(file('cache'), 0o755)
  await diskStore(file('cache')).set('key', 'value')
  expect(statSync(file('cache')).mode & 0o777).toBe(0o755)
})
