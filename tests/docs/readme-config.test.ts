import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/cli/run/config.js'

test('the configuration in the README is one', () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  writeFileSync(join(folder, 'config.json'), json)
  try {
    const { models, out } = readConfig(join(folder, 'config.json'))
    expect(models.map(({ name }) => name)).toEqual(['ours-1e-5', 'base'])
    expect([out, models[1]?.gguf]).toEqual([join(folder, 'run'), join(folder, 'base.gguf')])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
