import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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

/** A built CommonJS file and those of the package that it requires, at once or later. */
function required(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\brequire\(["'](\.[^"']+)["']\)/g)) {
    required(join(dirname(file), path), found)
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
    for (const entry of ['index', 'evalset', 'files/index', 'report/index', 'integrations/index', 'notebook', 'jest']) {
      for (const file of required(join(root, `dist/${entry}.cjs`))) {
        const code = readFileSync(file, 'utf8').replace(/^\s*\/?\*.*$/gm, '') // a comment may name a type by import()
        expect(code, file).not.toMatch(/\bimport\(/)
      }
    }
  })

  test('crosslingual/vitest can be required, though vitest cannot', () => {
    const { matchers } = createRequire(import.meta.url)('crosslingual/vitest')
    expect(Object.keys(matchers)).toContain('toBeInLanguage')
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

test('THIRD_PARTY_NOTICES has the packages that are in dist', () => {
  const check = spawnSync(process.execPath, ['scripts/third-party-notices.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect([check.status, check.stderr]).toEqual([0, ''])
  const notices = readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8')
  for (const name of ['p-limit', 'p-map', 'p-retry', 'fast-string-width', 'parse5', 'entities', 'fast-xml-builder']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'))
  }
})

describe('the tarball', () => {
  const { stdout } = spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  // npm 11 prints a list of packages, npm 12 an object of them by name.
  const [{ size, files }] = Object.values(JSON.parse(stdout)) as [{ size: number; files: { path: string }[] }]

  test('is under 1,250 kB', () => {
    expect(size).toBeLessThan(1_250_000)
  })

  test('holds the build, the evaluation set and the responses of the demo', () => {
    const build = /^dist\/[\w./-]+\.(?:[cm]?js|d\.[cm]?ts)$/
    const others = files.map(({ path }) => path).filter((path) => !build.test(path))
    expect(others.sort()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        ...(existsSync(join(root, 'NOTICE')) ? ['NOTICE'] : []),
        'README.md',
        'THIRD_PARTY_NOTICES',
        'package.json',
        'fixtures/README.md',
        ...['en', 'fr', 'pt', 'ru'].map((language) => `fixtures/evalset/${language}.json`),
        ...['gemma-3-270m', 'smollm2-135m-instruct'].map((model) => `fixtures/generated/${model}.jsonl`),
      ].sort(),
    )
  })
})

/** tsup's shims for \`import.meta.url\` and \`__dirname\`. */
function isShim(name: string): boolean {
  return name === 'path' || name === 'url'
}
