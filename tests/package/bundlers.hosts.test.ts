import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyFolder, NotInstalled, packedProject, type Ran, run } from '../support/packed.js'
import { withoutHost } from '../support/without-host.js'

const SCORES = `
const scorers = [languageCorrectness({ language: 'fr' }), spellcheckRatio({ language: 'fr' })]
const sample = { output: 'La tour mesure trois mètres' }
const main = async () => {
  const scores = []
  for (const scorer of scorers) scores.push(await scorer(sample))
  const workers = await evaluate([sample], { scorers, wrongLanguage: 'include', workers: 2 }).catch(String)
  console.log(JSON.stringify({ scores, workers }))
}
main()
`
const NAMES = '{ evaluate, languageCorrectness, spellcheckRatio }'
const PROGRAMS = {
  'program.mjs': `import ${NAMES} from 'crosslingual'\n${SCORES}`,
  'program.cjs': `const ${NAMES} = require('crosslingual')\n${SCORES}`,
}

const ROLLUP = `
import commonjs from '@rollup/plugin-commonjs'
import json from '@rollup/plugin-json'
import { nodeResolve } from '@rollup/plugin-node-resolve'
const { INPUT, OUT, FORMAT } = process.env
const ending = FORMAT === 'cjs' ? 'cjs' : 'mjs'
export default {
  input: INPUT,
  plugins: [nodeResolve({ preferBuiltins: true, exportConditions: ['node'] }), commonjs(), json()],
  output: { dir: OUT, format: FORMAT, entryFileNames: 'program.' + ending, chunkFileNames: '[name]-[hash].' + ending },
}
`
const WEBPACK = `
const { INPUT, OUT, FORMAT } = process.env
const esm = FORMAT === 'esm'
module.exports = {
  mode: 'production',
  target: 'node',
  entry: INPUT,
  experiments: { outputModule: esm },
  output: {
    path: OUT,
    filename: esm ? 'program.mjs' : 'program.cjs',
    ...(esm && { module: true, chunkFormat: 'module', library: { type: 'module' } }),
  },
}
`

type Format = 'esm' | 'cjs'
interface Bundler {
  name: string
  /** The program with its arguments, and variables of the environment. */
  command: (input: string, out: string, format: Format) => [bin: string, ...args: string[]]
  /** The bundle that it makes of a program. Default: program.mjs or program.cjs. */
  file?: (format: Format) => string
  /** What of its output is no warning of ours. */
  harmless?: RegExp
}

const bundlers: readonly Bundler[] = [
  {
    name: 'esbuild',
    command: (input, out, format) => [
      'esbuild/bin/esbuild',
      input,
      '--bundle',
      '--platform=node',
      `--format=${format}`,
      `--outfile=${join(out, `program.${format === 'esm' ? 'mjs' : 'cjs'}`)}`,
      '--log-level=warning',
    ],
  },
  { name: 'rollup', command: () => ['rollup/dist/bin/rollup', '--config', 'rollup.config.mjs', '--silent'] },
  {
    name: 'webpack',
    command: () => ['webpack-cli/bin/cli.js', '--config', 'webpack.config.cjs', '--stats', 'errors-warnings'],
    // Of the package behind fasttextWasm(): an import() whose file it makes up.
    harmless:
      /^(?:WARNING in \.\/node_modules\/fasttext\.wasm\.js\/\S+ \S+\nCritical dependency: the request of a dependency is an expression\n+)?webpack compiled .*$/,
  },
  {
    name: 'ncc',
    command: (input, out) => ['@vercel/ncc/dist/ncc/cli.js', 'build', input, '--out', out, '--quiet'],
    file: (format) => (format === 'esm' ? 'index.mjs' : 'index.cjs'),
  },
]

/** The program's own format, and the bundle's. ncc keeps the one; ES modules that esbuild makes of CommonJS cannot require a part of Node, whatever is in them. */
const FORMATS: readonly [source: keyof typeof PROGRAMS, format: Format][] = [
  ['program.mjs', 'esm'],
  ['program.mjs', 'cjs'],
  ['program.cjs', 'cjs'],
]
const cases = bundlers.flatMap((bundler) =>
  FORMATS.filter(([source, format]) => bundler.name !== 'ncc' || source.endsWith(format === 'esm' ? 'mjs' : 'cjs')).map(
    ([source, format]) => ({ bundler, source, format, title: `${bundler.name}, ${source} to ${format}` }),
  ),
)

let missing = ''
let bundles = ''
const built = new Map<string, Ran>()

beforeAll(async () => {
  try {
    const project = await packedProject({
      '@rollup/plugin-commonjs': '^29.0.3',
      '@rollup/plugin-json': '^6.1.0',
      '@rollup/plugin-node-resolve': '^16.0.3',
      '@vercel/ncc': '^0.45.0',
      esbuild: '^0.28.2',
      rollup: '^4.68.8',
      webpack: '^5.112.2',
      'webpack-cli': '^7.3.1',
    })
    bundles = emptyFolder()
    for (const [file, program] of Object.entries(PROGRAMS)) writeFileSync(join(project, file), program)
    writeFileSync(join(project, 'rollup.config.mjs'), ROLLUP)
    writeFileSync(join(project, 'webpack.config.cjs'), WEBPACK)
    for (const { bundler, source, format, title } of cases) {
      const out = join(bundles, title)
      const input = join(project, source)
      const [bin, ...args] = bundler.command(input, out, format)
      const env = { ...process.env, INPUT: input, OUT: out, FORMAT: format, NO_COLOR: '1' }
      const command = join(project, 'node_modules', bin)
      built.set(
        title,
        // esbuild's is no JavaScript once its install script has run.
        await run(process.execPath, [command, ...args], { cwd: project, env }),
      )
    }
    const data = [join(project, 'node_modules/crosslingual/dist/cli/main.js'), 'bundle-data', join(bundles, 'data')]
    built.set('bundle-data', await run(process.execPath, [...data, '--languages', 'fr'], { cwd: project }))
    // Webpack puts the addresses of modules into its bundles: there must be nothing at them.
    renameSync(project, `${project}-away`)
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error
    missing = error.message
  }
}, 300_000)

describe.each(cases)('$title', ({ title, bundler, format }) => {
  const file = bundler.file?.(format) ?? `program.${format === 'esm' ? 'mjs' : 'cjs'}`

  test('builds without a warning', ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const { status, stdout, stderr } = built.get(title) as Ran
    const said = `${stdout}${stderr}`.trim().replace(bundler.harmless ?? '', '')
    expect([status, said]).toEqual([0, ''])
  })

  test('without the data, each score says what is missing and how to mend it', async ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const { scores, workers } = await printed(join(bundles, title, file))
    expect(scores).toMatchObject([
      {
        status: 'failed',
        metadata: {
          message: expect.stringMatching(
            /^lid\.176\.ftz: .*npx crosslingual bundle-data FOLDER`.*fasttext\({ model }\)/,
          ),
        },
      },
      {
        status: 'skipped',
        metadata: {
          mend: expect.stringMatching(
            /^npm install dictionary-fr, .*bundle-data FOLDER --languages fr`.*{ dictionaries }\)/,
          ),
        },
      },
    ])
    expect(workers).toMatch(/lid\.176\.ftz|worker\.js/)
  }, 30_000)

  test('with what bundle-data put beside it, it scores in a folder without node_modules', async ({ skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const folder = join(bundles, `${title} with data`)
    cpSync(join(bundles, title), folder, { recursive: true })
    cpSync(join(bundles, 'data'), folder, { recursive: true })
    const { scores, workers } = await printed(join(folder, file))
    expect(scores).toMatchObject([
      { status: 'scored', score: 1, metadata: { detected: 'fr' } },
      { status: 'scored', score: 1, metadata: { words: 5, dictionary: 'dictionary-fr@3.0.0' } },
    ])
    expect(workers).toMatch(/worker\.js: .* a bundle does not hold; leave workers out, or make crosslingual external/)
  }, 30_000)
})

test('bundle-data says what it put where, with the licences of it', ({ skip }) => {
  if (missing !== '') return withoutHost(skip, missing)
  const { status, stderr } = built.get('bundle-data') as Ran
  const folder = join(bundles, 'data/crosslingual-data')
  expect([status, stderr]).toEqual([0, `lid.176.ftz, dictionary-fr@3.0.0 in ${folder}\n`])
  expect(readFileSync(join(folder, 'lid.176.ftz.txt'), 'utf8')).toContain('Attribution-ShareAlike 3.0')
  expect(readFileSync(join(folder, 'dictionary-fr/license'), 'utf8')).toContain('MPL')
})

/** What a bundle prints that is run in a folder of its own, not the current one. */
async function printed(bundle: string) {
  const cwd = join(dirname(bundle), 'elsewhere')
  mkdirSync(cwd, { recursive: true })
  const { stdout, stderr } = await run(process.execPath, [bundle], { cwd })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}
