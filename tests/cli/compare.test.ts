import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { crosslingual } from '../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-compare-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Scored rows of 20 prompts in two languages: right as often as it says. */
function rows(model: string, right: number): string {
  const signature = 'crosslingual:1.0.0|scales:languageCorrectness=binary|wrongLanguage:exclude'
  return Array.from({ length: 40 }, (_, i) => {
    const score = { status: 'scored', score: i >> 1 < right ? 1 : 0, metadata: {} }
    const language = i % 2 === 0 ? 'fr' : 'ru'
    return `${JSON.stringify({ id: `${i >> 1}`, model, language, output: 'x', scores: { languageCorrectness: score }, signature })}\n`
  }).join('')
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const good = file('good.jsonl', rows('good', 19))
const bad = file('bad.jsonl', rows('bad', 6))
const both = file('both.jsonl', rows('good', 19) + rows('bad', 6))

describe('crosslingual compare', () => {
  test('a table: who is higher, over what, and what could have been seen', async () => {
    const { status, stdout, stderr } = await crosslingual('compare', good, bad)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^languageCorrectness +languages \(macro\) +95\.0 over 40 of 40 +30\.0 over 40 of 40 +\+65\.0/m,
    )
    expect(stdout).toMatch(/good is higher +26–14–0 +40 +20 /)
    expect(stdout).toContain('40 samples are in both; 0 in good alone, 0 in bad alone')
  })

  test('two models of one file give the same as two files; JSON and Markdown', async () => {
    const json = async (...args: string[]) =>
      JSON.parse((await crosslingual('compare', ...args, '--format', 'json')).stdout)
    const two = await json(good, bad)
    expect(await json(both, '--models', 'good,bad')).toEqual(two)
    expect(two.rows[0]).toMatchObject({ over: 'macro', verdict: 'a', pairs: 40, prompts: 20 })
    const { stdout } = await crosslingual('compare', both, '--models', 'good,bad', '--format', 'markdown')
    expect(stdout.startsWith('| metric | over |')).toBe(true)
  })

  test.each<[string, string[], RegExp]>([
    ['one file', [good], /is one file: give another/],
    ['a model that is not there', [both, '--models', 'good,best'], /has no model "best" \(models: good, bad\)/],
    ['three models', [both, '--models', 'a,b,c'], /give two models/],
    ['standard input', ['-', good], /cannot be compared; name a file/],
    [
      'nothing in common',
      [good, file('other.jsonl', rows('x', 3).replaceAll('"id":"', '"id":"x'))],
      /no sample is in both/,
    ],
    ['no ids', [good, file('none.jsonl', rows('x', 3).replace(/"id":"\d+",/g, ''))], /b: a sample has no id/],
  ])('%s exits with 2, and says what', async (_, args, message) => {
    const { status, stderr } = await crosslingual('compare', ...args)
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})
