import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { readGateConfig } from '../../src/cli/gate/gate-config.js'
import { readConfig } from '../../src/cli/run/config.js'
import * as wasm from '../../src/engines/fasttext-wasm.js'
import * as evalset from '../../src/evalset/index.js'
import * as files from '../../src/files/index.js'
import { readPrompts } from '../../src/files/read-prompts.js'
import * as generation from '../../src/generate/index.js'
import * as integrations from '../../src/hosts/integrations/index.js'
import * as library from '../../src/index.js'
import * as llm from '../../src/llm/index.js'
import * as report from '../../src/report/index.js'
import '../../src/hosts/vitest.js'
import { ourArguments, type Parsed, parseCommand, pipeline, shellLines } from './commands.js'
import { runExample } from './examples.js'
import { exists, type Fence, fences, pages, root } from './pages.js'

/** What a snippet may import. That of `crosslingual/notebook` is the report's `display`, and changes every object. */
const modules: Record<string, Record<string, unknown>> = {
  crosslingual: library,
  'crosslingual/evalset': evalset,
  'crosslingual/fasttext-wasm': wasm,
  'crosslingual/files': files,
  'crosslingual/generate': generation,
  'crosslingual/integrations': integrations,
  'crosslingual/llm': llm,
  'crosslingual/notebook': { display: report.display },
  'crosslingual/report': report,
  'crosslingual/vitest': {},
  'node:os': { tmpdir },
  'node:path': { join },
}

const scripts: Record<string, string> = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')).scripts
const all = pages.map((each) => ({ path: each.path, blocks: fences(each) }))
const blocks = (...languages: string[]) =>
  all.flatMap((each) => each.blocks.filter(({ language }) => languages.includes(language)))

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('every block is of a language that is tested', () => {
  const tested = ['ts', 'js', 'sh', 'text', 'json', 'jsonl', 'yaml']
  expect(all.flatMap((each) => each.blocks).filter(({ language }) => !tested.includes(language))).toEqual([])
})

test('no block is indented, since none of those is read here', () => {
  const indented = pages.filter(({ text }) => /^[ \t]+(?:```|~~~)|^~~~/m.test(text))
  expect(indented.map(({ path }) => path)).toEqual([])
})

/** The names that a snippet imports from us and from Node, with their values; other packages' imports are left alone. */
function imported({ where, code }: Fence): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [, names, from = ''] of code.matchAll(
    /^import (?:\{([^}]*)\} from )?'((?:crosslingual|node:)[\w/-]*)'$/gm,
  )) {
    const module = modules[from]
    if (module === undefined) throw new Error(`${where}: there is no ${from}`)
    for (const name of names?.split(',').map((each) => each.trim()) ?? []) {
      if (!(name in module)) throw new Error(`${where}: ${from} has no ${name}`)
      found[name] = module[name]
    }
  }
  return found
}

describe('TypeScript does what it says', () => {
  const examples = all.flatMap((each) => {
    let known: Record<string, unknown> = { expect } // of this block and those before it on the page
    return each.blocks
      .filter(({ language }) => language === 'ts')
      .map((block) => {
        const scope = () => {
          for (const before of each.blocks.slice(0, each.blocks.indexOf(block) + 1)) {
            if (before.language === 'ts') known = { ...known, ...imported(before) }
          }
          return known
        }
        const output = each.blocks.find(({ language, before }) => language === 'text' && before === block)
        return { where: block.where, block, scope, output }
      })
  })
  test.each(examples)('$where', async ({ block, scope, output }) => {
    const printed: string[] = []
    const console = { log: (line: unknown) => printed.push(String(line)) }
    const claims = await runExample(block, { console, ...scope() })
    expect(claims.length).toBeGreaterThan(0)
    for (const { got, claimed } of claims) expect(got).toEqual(claimed)
    if (output !== undefined) expectExcerpt(output.code, printed.join('\n'))
  })
})

test.each(blocks('js'))('JavaScript of $where is well formed, and imports what there is', (block) => {
  const { diagnostics } = ts.transpileModule(block.code, { reportDiagnostics: true, fileName: 'snippet.js' })
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([])
  expect(() => imported(block)).not.toThrow()
})

describe('JSON is what a command reads', () => {
  const known: Record<string, (path: string) => unknown> = {
    models: (path) => expect(readConfig(path).models.length).toBeGreaterThan(0),
    rules: (path) => expect(readGateConfig(path).rules.length).toBeGreaterThan(0),
    error: (path) =>
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
        error: { where: expect.stringMatching(/:\d+$/), message: expect.any(String) },
      }),
  }
  test.each(blocks('json'))('$where', ({ code }) => {
    const key = Object.keys(known).find((each) => Object.hasOwn(JSON.parse(code), each)) ?? 'none of the known ones'
    const path = join(folder, 'config.json')
    writeFileSync(path, code)
    expect(Object.keys(known)).toContain(key)
    known[key]?.(path)
  })

  test.each(blocks('jsonl'))('$where has prompts', async ({ code }) => {
    const path = join(folder, 'prompts.jsonl')
    writeFileSync(path, code)
    expect(await readPrompts(path)).toHaveLength(code.trim().split('\n').length)
  })

  test('the rules of the pages are those of examples/ci', () => {
    const rules = readFileSync(`${root}/examples/ci/gate.json`, 'utf8')
    const shown = blocks('json').filter(({ code }) => code.includes('"rules"'))
    expect(shown.length).toBeGreaterThan(0)
    for (const { code } of shown) expect(code).toBe(rules)
  })
})

test.each(blocks('yaml'))('YAML of $where is of examples/ci', ({ code }) => {
  const files = ['action.yml', 'github-workflow.yml', 'gitlab-ci.yml']
  // A page shows it without the indentation of its place in the file.
  const withoutIndentation = (text: string) => text.replace(/^ +/gm, '')
  const found = files.some((file) =>
    withoutIndentation(readFileSync(`${root}/examples/ci/${file}`, 'utf8')).includes(withoutIndentation(code)),
  )
  expect(found).toBe(true)
})

/** Tools whose files we read. */
const TOOLS = ['alpaca_eval', 'helm-run', 'inspect', 'lighteval', 'lm_eval', 'oaieval', 'promptfoo', 'python', 'vllm']
/** Programs that a page may tell a reader to run, and that are not run here. */
const OTHERS = ['esbuild', 'llama-server', 'node', 'npm', 'npx', 'spark-submit', ...TOOLS]
const NPX = ['esbuild', 'rollup', 'tsx', 'vite', 'vitest', 'webpack']
/** Programs that are run here, too. */
const HELPERS = ['cat', 'cp', 'gzip', 'split']

/** @returns what our commands of a line read and ask; undefined when another program is to be run. */
function check(line: string): Parsed | undefined {
  const commands = pipeline(line)
  const parsed: Parsed = { reads: [], asks: false }
  for (const words of commands) {
    const own = ourArguments(words)
    if (own !== undefined) {
      const { reads, asks } = parseCommand(own)
      parsed.reads.push(...reads)
      parsed.asks ||= asks
      continue
    }
    const [program = '', ...args] = words
    if (HELPERS.includes(program)) {
      if (program !== 'split') parsed.reads.push(...args.filter((arg) => !arg.startsWith('-')).slice(0, 1))
      continue
    }
    expect(OTHERS, `a program that no test knows: ${line}`).toContain(program)
    if (program === 'npm' && args[0] === 'run') expect(scripts).toHaveProperty(args[1] ?? '')
    if (program === 'npx') expect(NPX, line).toContain(args[0])
    for (const arg of args.filter((each) => each.startsWith('examples/'))) expect(exists(arg), arg).toBe(true)
    return undefined
  }
  for (const file of parsed.reads) {
    if (/^(?:fixtures|examples)\//.test(file)) expect(exists(file), file).toBe(true)
  }
  return parsed
}

/** Runs a line as a reader in a clone of the repository does, with the built command line. */
function shell(line: string, cwd: string) {
  const bin = join(folder, 'bin')
  if (!existsSync(bin)) {
    mkdirSync(bin)
    writeFileSync(join(bin, 'crosslingual'), `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/cli/main.js' "$@"\n`)
    chmodSync(join(bin, 'crosslingual'), 0o755)
  }
  const { GITHUB_STEP_SUMMARY: _, GITHUB_ACTIONS: __, ...env } = process.env
  return spawnSync('bash', ['-c', `set -o pipefail; ${line.replace(/^npx /, '')}`], {
    cwd,
    encoding: 'utf8',
    env: { ...env, PATH: [bin, process.env.PATH].join(delimiter) },
  })
}

/** An excerpt's lines stand in the output one after another; an ellipsis stands for any lines. */
function expectExcerpt(excerpt: string, output: string) {
  const escaped = excerpt
    .trimEnd()
    .split('\n')
    .map((line) => (line === '…' ? '[\\s\\S]*' : line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
  expect(output.trimEnd()).toMatch(new RegExp(`^${escaped.join('\n').replaceAll('[\\s\\S]*\n', '[\\s\\S]*')}$`))
}

describe('commands are understood, those on files that there are run, and they print what is shown', () => {
  const withCommands = all.filter((each) => each.blocks.some(({ language }) => language === 'sh'))
  test.each(withCommands)('$path', { timeout: 120_000 }, (each) => {
    const cwd = mkdtempSync(join(folder, 'page-'))
    for (const name of ['fixtures', 'examples']) symlinkSync(join(root, name), join(cwd, name))
    let printed: string | undefined
    for (const block of each.blocks) {
      if (block.language === 'text' && block.before?.language === 'sh') {
        expect(printed, `${block.where}: the command before it was not run`).toBeDefined()
        expectExcerpt(block.code, printed ?? '')
      }
      if (block.language !== 'sh') continue
      for (const line of shellLines(block.code)) {
        printed = undefined
        const parsed = check(line)
        if (parsed === undefined || parsed.asks) continue
        if (!parsed.reads.every((file) => existsSync(join(cwd, file)))) continue
        const { status, stdout, stderr } = shell(line, cwd)
        expect(status, `${block.where}: ${line}\n${stderr}`).toBe(0)
        printed = stdout
      }
    }
  })
})

describe('other output is the demo’s', () => {
  const excerpts = blocks('text').filter(({ before }) => before?.language !== 'sh' && before?.language !== 'ts')
  test('as it is printed', () => {
    const [, demo = ''] = (scripts.demo ?? '').split(' && ')
    expect(demo).toMatch(/^node dist\/cli\/main\.js score /)
    const { stdout } = spawnSync('bash', ['-c', demo], { cwd: root, encoding: 'utf8' })
    expect(excerpts.map(({ where }) => where.replace(/:.*/, ''))).toContain('README.md')
    for (const { code } of excerpts) expectExcerpt(code, stdout)
  })
})
