import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { crosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const rows = (...all: object[]) => all.map((row) => `${JSON.stringify(row)}\n`).join('')

describe('score --lid-model with labels of a language and a script', () => {
  const model = resolve('fixtures/script-model/scripts.ftz')
  const input = file(
    'serbian.jsonl',
    rows(
      { output: 'Danas je lep dan i idemo u šetnju pored reke.', language: 'sr-Latn' },
      { output: 'Данас је леп дан и идемо у шетњу поред реке.', language: 'sr-Latn' },
      { output: 'Watoto wanacheza bustanini.', language: 'Swahili' },
    ),
  )
  test.each(['1', '2'])('in %s workers', async (workers) => {
    const out = join(folder, `out-${workers}.jsonl`)
    const args = ['--lid-model', model, '--scorers', 'languageCorrectness', '--workers', workers, '--out', out]
    expect(await crosslingual('score', input, ...args)).toMatchObject({ status: 0, stderr: '' })
    const scores = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).scores.languageCorrectness)
    expect(scores.map(({ score }) => score)).toEqual([1, 0, 1])
    expect(scores[1].metadata).toMatchObject({ expected: 'sr-Latn', detected: 'sr-Cyrl' })
  })
})

describe('score --accept-words', () => {
  const input = file('french.jsonl', rows({ output: 'Le kanapé de Zorglub est un Kanapé.', language: 'fr' }))
  const score = (list: string, ...args: string[]) =>
    crosslingual('score', input, '--scorers', 'spellcheckRatio', '--accept-words', list, '--format', 'json', ...args)

  test('one on each line, in the signature', async () => {
    const list = file('words.txt', '\ufeffkanapé\r\n\n  Zorglub \n')
    const [one, two] = await Promise.all([score(list), score(list, '--workers', '2')])
    expect([one.status, one.stderr]).toEqual([0, ''])
    const report = JSON.parse(one.stdout)
    expect(report.groups[0].metrics.spellcheckRatio.mean).toBe(1)
    expect(report.signature.spellcheckRatio).toContain(',accept=')
    expect(two.stdout).toBe(one.stdout)
  })

  test.each<[content: string | Uint8Array, where: string, problem: string]>([
    ['kanapé\nNew York\n', ':2', 'is not one word; give a word on each line'],
    [Uint8Array.of(0x6b, 0xe9), '', 'not valid UTF-8; convert the file (iconv -t UTF-8)'],
  ])('%j is an error that says where', async (content, where, problem) => {
    const list = file('bad.txt', content)
    const { status, stderr } = await score(list)
    expect([status, stderr]).toEqual([2, expect.stringContaining(`${list}${where}: ${problem}`)])
  })

  test('a file that is not there', async () => {
    const { status, stderr } = await score(join(folder, 'none.txt'))
    expect([status, stderr]).toEqual([2, expect.stringContaining('none.txt: cannot be read (ENOENT')])
  })
})
