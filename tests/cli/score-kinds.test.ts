import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

function crosslingual(...args: string[]) {
  return spawnSync(process.execPath, [main, 'score', ...args], { encoding: 'utf8', cwd: folder })
}

const write = (name: string, rows: readonly object[]) =>
  writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

mkdirSync(join(folder, 'runs/org__m'), { recursive: true })
const answer = (doc_id: number, output: string) => ({ doc_id, doc: {}, resps: [[output, output]], filter: 'none' })
write('runs/org__m/samples_prompts_fr_2026-11-25T20-51-32.031215.jsonl', [
  answer(0, 'Le conseil se réunira demain soir.'),
  answer(1, 'The council will meet tomorrow evening.'),
])
write('runs/plain.jsonl', [{ output: 'Le conseil se réunira demain soir.', language: 'fr' }])

describe('crosslingual score of files of several kinds', () => {
  test.each(['1', '2'])('a folder, with %s workers', (workers) => {
    const out = join(folder, `out-${workers}.jsonl`)
    const args = ['runs', '--scorers', 'languageCorrectness', '--format', 'json', '--out', out, '--workers', workers]
    const { status, stderr, stdout } = crosslingual(...args)
    expect(status).toBe(0)
    expect(stderr).toContain("took the language fr from the task's name, prompts_fr")
    expect(stderr).toContain('runs/plain.jsonl: no column names the model: the file stands for it; give --name NAME')
    const groups = JSON.parse(stdout).groups.map(
      ({ by, metrics }: { by: object; metrics: Record<string, { mean: number; scored: number }> }) => [
        by,
        metrics.languageCorrectness?.mean,
        metrics.languageCorrectness?.scored,
      ],
    )
    expect(groups).toEqual([
      [{ model: 'org/m', language: 'fr' }, 0.5, 4],
      [{ model: 'runs/plain.jsonl', language: 'fr' }, 1, 1],
    ])
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(join(folder, 'out-1.jsonl'), 'utf8'))
  })

  test('--from list shows the kinds, without a file', () => {
    const { status, stdout } = crosslingual('--from', 'list')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^lm-eval +lm-evaluation-harness/)])
  })

  test('--name, and a file that is given twice', () => {
    const named = crosslingual('runs/plain.jsonl', '--name', 'mine', '--scorers', 'languageCorrectness')
    expect([named.status, named.stdout]).toEqual([0, expect.stringMatching(/^mine +fr/m)])
    const twice = crosslingual('runs/plain.jsonl', './runs/plain.jsonl')
    expect([twice.status, twice.stderr]).toEqual([
      2,
      expect.stringContaining('is given twice (runs/plain.jsonl is the same file)'),
    ])
  })
})
