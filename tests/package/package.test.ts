import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a built file imports at once, chunks followed. */
function staticImports(file: string, found = new Set<string>()): Set<string> {
  const source = readFileSync(file, 'utf8')
  for (const [, named, from = named ?? ''] of source.matchAll(
    /^\s*(?:import|export)\b[^'"()]*from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm,
  )) {
    if (from.startsWith('.')) staticImports(join(dirname(file), from), found)
    else found.add(from)
  }
  return found
}

describe('the package', () => {
  test('importing it loads no model, dictionary, network or native module: those come on first use', () => {
    const light = ['fastest-levenshtein', 'lru-cache', 'simple-statistics']
    expect(
      [...staticImports(join(root, 'dist/index.js'))].filter((name) => !light.includes(name) && !isShim(name)),
    ).toEqual([])
  })

  test('the CommonJS build scores', () => {
    const script = `
      const { languageCorrectness, spellcheckRatio } = require('crosslingual')
      const { formatJUnit, formatTable } = require('crosslingual/report')
      if (!formatJUnit({ outcome: 'passed', checks: [], notes: [] }).startsWith('<?xml')) throw new Error('no XML')
      const args = { output: 'Bonjour tout le monde', language: 'fr' }
      Promise.all([languageCorrectness()(args), spellcheckRatio()(args)]).then((scores) =>
        console.log(typeof formatTable, scores.map(({ score }) => score).join()))`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=commonjs', '--eval', script], {
      cwd: root,
      encoding: 'utf8',
    })
    expect([status, stderr, stdout]).toEqual([0, '', 'function 1,1\n'])
  })

  test('the CommonJS build has no import(): Jest’s sandbox knows none', () => {
    expect(readFileSync(join(root, 'dist/index.cjs'), 'utf8')).not.toMatch(/\bimport\(/)
  })

  test('the ESM build and the CommonJS build export the same names', () => {
    const script = `import('crosslingual').then((esm) => console.log(
      JSON.stringify(Object.keys(esm).filter((name) => name !== 'default' && name !== 'module.exports').sort()) ===
      JSON.stringify(Object.keys(require('crosslingual')).sort())))`
    const { stdout } = spawnSync(process.execPath, ['--input-type=commonjs', '--eval', script], {
      cwd: root,
      encoding: 'utf8',
    })
    expect(stdout).toBe('true\n')
  })
})

/** tsup's shims for \`import.meta.url\` and \`__dirname\`. */
function isShim(name: string): boolean {
  return name === 'path' || name === 'url'
}
