import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyFolder, installed, NotInstalled, packedTarball, type Ran, run } from '../support/packed.js'
import { withoutHost } from '../support/without-host.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

/** The least Nodes that we name of 20 and 22, and the newest 24. */
const NODES = { 20: '20.19.0', 22: '22.9.0', 24: '24' }
type Node = keyof typeof NODES

const SCORES = `
const scorers = [languageCorrectness({ language: 'fr' }), spellcheckRatio({ language: 'fr' })]
Promise.all(scorers.map((scorer) => scorer({ output: 'La tour mesure trois mètres' }))).then((scores) =>
  console.log(JSON.stringify(scores.map(({ status, score }) => [status, score]))),
)
`
const SCORED = `${JSON.stringify([
  ['scored', 1],
  ['scored', 1],
])}\n`
const TYPED = `
import { languageCorrectness, type Score, spellcheckRatio } from 'crosslingual'
import { openaiClient } from 'crosslingual/llm'
import { formatTable } from 'crosslingual/report'
export const scores: Promise<Score[]> = Promise.all([languageCorrectness(), spellcheckRatio()].map((scorer) => scorer({ output: '' })))
export const others = [formatTable, openaiClient]
`
const FILES = {
  'score.mjs': `import { languageCorrectness, spellcheckRatio } from 'crosslingual'\n${SCORES}`,
  'score.cjs': `const { languageCorrectness, spellcheckRatio } = require('crosslingual')\n${SCORES}`,
  'typed.mts': TYPED,
  'typed.cts': TYPED,
  'typed.ts': TYPED,
}
const TYPES = ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2024,dom,esnext.disposable']
const NODE_NEXT = [...TYPES, '--module', 'nodenext', '--moduleResolution', 'nodenext', 'typed.mts', 'typed.cts']
const BUNDLER = [...TYPES, '--module', 'esnext', '--moduleResolution', 'bundler', 'typed.ts']

interface Client {
  name: string
  /** Its files, by name. */
  settings?: Record<string, string>
  /** Installs what package.json says, and refuses what does not go with the Node that runs it. */
  install: (program: Programs) => string[]
  env?: (cache: string) => Record<string, string>
  /** What runs a file of the project. Default: Node alone. */
  runs?: (program: Programs) => string[][]
  /** The type checker, where it needs to know the client. */
  tsc?: (program: Programs) => string[]
  /** Not from a tarball, which it does not take, but from a registry. */
  fromRegistry?: true
}

/** Paths of what is run. */
interface Programs {
  node: string
  of(name: string): string
}

const clients: readonly Client[] = [
  {
    name: 'npm',
    install: ({ node, of }) => [
      node,
      of('npm/bin/npm-cli.js'),
      'install',
      '--engine-strict',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
    ],
  },
  {
    name: 'pnpm',
    install: ({ of }) => [of('.bin/pnpm'), 'install', '--config.engine-strict=true', '--ignore-scripts'],
    env: (cache) => ({ npm_config_store_dir: cache }),
  },
  {
    name: 'yarn 1',
    install: ({ node, of }) => [node, of('yarn/bin/yarn.js'), 'install', '--ignore-scripts', '--non-interactive'],
    env: (cache) => ({ YARN_CACHE_FOLDER: cache }),
  },
  {
    name: 'yarn 4, node_modules',
    settings: { '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\nenableImmutableInstalls: false\n' },
    install: ({ node, of }) => [node, of('@yarnpkg/cli-dist/bin/yarn.js'), 'install'],
    env: (cache) => ({ YARN_GLOBAL_FOLDER: cache }),
  },
  {
    name: 'yarn 4, Plug’n’Play',
    settings: { '.yarnrc.yml': 'nodeLinker: pnp\nenableTelemetry: false\nenableImmutableInstalls: false\n' },
    install: ({ node, of }) => [node, of('@yarnpkg/cli-dist/bin/yarn.js'), 'install'],
    env: (cache) => ({ YARN_GLOBAL_FOLDER: cache }),
    runs: ({ node }) => [[node, '--require', './.pnp.cjs', '--no-warnings', '--loader', './.pnp.loader.mjs']],
    tsc: ({ node, of }) => [node, of('@yarnpkg/cli-dist/bin/yarn.js'), 'tsc'],
  },
  {
    name: 'bun',
    install: ({ of }) => [of('.bin/bun'), 'install', '--ignore-scripts'],
    env: (cache) => ({ BUN_INSTALL_CACHE_DIR: cache }),
    runs: ({ node, of }) => [[node], [of('.bin/bun')]],
  },
  {
    name: 'deno',
    install: ({ of }) => [of('.bin/deno'), 'install'],
    env: (cache) => ({ DENO_DIR: cache, DENO_NO_UPDATE_CHECK: '1' }),
    runs: ({ node, of }) => [[node], [of('.bin/deno'), 'run', '--allow-all']],
    fromRegistry: true,
  },
]

let missing = ''
let tools = ''
let registry = ''
let tarball = ''
beforeAll(async () => {
  registry = (await run('npm', ['config', 'get', 'registry'], { cwd: root })).stdout.trim()
  const ofNode = `npm:node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  try {
    tarball = await packedTarball()
    tools = await installed(
      {
        ...Object.fromEntries(
          Object.entries(NODES).map(([major, version]) => [`node${major}`, `${ofNode}@${version}`]),
        ),
        '@yarnpkg/cli-dist': '^4.18.1',
        bun: '^1.4.5',
        deno: '^2.9.6',
        npm: '^11.0.0',
        pnpm: '^12.21.0',
        yarn: '^1.22.22',
      },
      ['--no-ignore-scripts'], // bun, deno and pnpm put their programs in place
    )
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error
    missing = error.message
  }
}, 300_000)

const programs = (node: Node): Programs => ({
  node: join(tools, `node_modules/node${node}/bin/node`),
  of: (name) => join(tools, 'node_modules', name),
})

describe.each(clients)('$name', (client) => {
  let folder = ''
  const env = (node: Node): NodeJS.ProcessEnv => {
    // Not what npm tells the scripts that it runs, such as this one.
    const clean = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(npm_|vitest|node_env$)/i.test(name)),
    )
    return {
      ...clean,
      PATH: `${dirname(programs(node).node)}:${process.env.PATH}`,
      npm_config_registry: registry,
      NPM_CONFIG_REGISTRY: registry,
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_REGISTRY: registry,
      ...client.env?.(join(tools, 'cache', client.name.replaceAll(/\W/g, '-'))),
    }
  }
  const start = ([command = '', ...args]: string[], cwd: string, node: Node, more: NodeJS.ProcessEnv = {}) =>
    run(command, args, { cwd, env: { ...env(node), ...more } })

  /** A fresh project, as the client leaves it. */
  const project = async (node: Node): Promise<Ran> => {
    folder = emptyFolder()
    const own = client.fromRegistry ? await ownRegistry() : undefined
    const dependencies = {
      crosslingual: own === undefined ? `file:${tarball}` : '0.1.0',
      ...(client.tsc && { typescript: typescriptVersion() }),
    }
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
    for (const [name, text] of Object.entries({ ...FILES, ...client.settings })) writeFileSync(join(folder, name), text)
    const ran = await start(client.install(programs(node)), folder, node, own && { NPM_CONFIG_REGISTRY: own.address })
    own?.close()
    return ran
  }

  // The newest Node last: the tests below look at what was installed on it.
  test.for([20, 22, 24] as const)('installs on Node %i', { timeout: 240_000 }, async (node, { skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const { status, stdout, stderr } = await project(node)
    expect(status, `${stdout}${stderr}`).toBe(0)
    expect(`${stdout}${stderr}`).not.toMatch(/EBADENGINE|unsupported engine|incompatible with this/i)
  })

  test.for([20, 22, 24] as const)('scores on Node %i', { timeout: 60_000 }, async (node, { skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const ways = client.runs?.(programs(node)) ?? [[programs(node).node]]
    for (const way of ways) {
      for (const file of ['./score.mjs', './score.cjs']) {
        const { stdout, stderr } = await start([...way, file], folder, node)
        expect([way.at(-1), file, stdout, stderr]).toEqual([way.at(-1), file, SCORED, ''])
      }
    }
  })

  test.for([
    ['NodeNext', NODE_NEXT],
    ['Bundler', BUNDLER],
  ] as const)('its types compile under moduleResolution %s', { timeout: 120_000 }, async ([, args], { skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    const checker = client.tsc?.(programs(24)) ?? [process.execPath, tsc]
    const { status, stdout } = await start([...checker, ...args], folder, 24)
    expect([status, stdout]).toEqual([0, ''])
  })
})

test('what does not go with a Node is refused: the tests above would see it', async ({ skip }) => {
  if (missing !== '') return withoutHost(skip, missing)
  const { node, of } = programs(20)
  const folder = emptyFolder()
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { openai: '7.0.0' } }))
  const yarn = [of('yarn/bin/yarn.js'), 'install', '--ignore-scripts', '--non-interactive']
  const { status, stderr } = await run(node, yarn, {
    cwd: folder,
    env: { ...process.env, YARN_CACHE_FOLDER: join(tools, 'cache', 'yarn-1'), YARN_REGISTRY: registry },
  })
  expect([status, stderr]).toEqual([1, expect.stringMatching(/engine "node" is incompatible/)])
}, 60_000)

function typescriptVersion(): string {
  return JSON.parse(readFileSync(join(root, 'node_modules/typescript/package.json'), 'utf8')).version
}

/** A registry that has the packed package, and for the rest says what the real one says: Deno takes nothing from a file. */
async function ownRegistry(): Promise<{ address: string; close(): void }> {
  const bytes = readFileSync(tarball)
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const server = createServer(async ({ url = '' }, answer) => {
    if (url === '/crosslingual.tgz') return answer.end(bytes)
    if (url === '/crosslingual') {
      const dist = {
        tarball: `${address}crosslingual.tgz`,
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      }
      const { version } = manifest
      return answer.end(
        JSON.stringify({
          name: 'crosslingual',
          'dist-tags': { latest: version },
          versions: { [version]: { ...manifest, dist } },
        }),
      )
    }
    const real = await fetch(new URL(url.slice(1), registry))
    answer.writeHead(real.status)
    answer.end(Buffer.from(await real.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { address, close: () => server.close() }
}
