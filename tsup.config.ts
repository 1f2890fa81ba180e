import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const common = {
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  sourcemap: false,
  // ESM-only dependencies go into the bundle, so that the CommonJS build works under Jest too.
  // So does fast-xml-builder, whose own CommonJS build is not what its types say.
  noExternal: ['entities', 'fast-xml-builder', 'p-limit', 'p-map', 'p-retry', 'string-width'],
} satisfies Options

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** Where there is a `file.browser.ts` beside `file.ts`, it goes into the bundle. */
const browserFiles: Plugin = {
  name: 'browser-files',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path.replace(/\.js$/, '.browser.ts'))
      return existsSync(file) ? { path: file } : undefined
    })
  },
}

/** What starts the command line where it is run by its name. */
const hashbang: Plugin = {
  name: 'hashbang',
  setup(build) {
    build.onLoad({ filter: /[\\/]cli[\\/]main\.ts$/ }, ({ path }) => ({
      contents: `#!/usr/bin/env node\n${readFileSync(path, 'utf8')}`,
      loader: 'ts',
    }))
  },
}

/** CommonJS has no address of a module; tsup's stand-in for it fails where a bundler makes an ES module of ours. */
const withoutAddress = { 'import.meta.url': 'undefined' }

const entry = {
  index: 'src/index.ts',
  'fasttext-wasm': 'src/engines/fasttext-wasm.ts',
  evalset: 'src/evalset/index.ts',
  'files/index': 'src/files/index.ts',
  'report/index': 'src/report/index.ts',
  'integrations/index': 'src/hosts/integrations/index.ts',
  notebook: 'src/hosts/notebook.ts',
  jest: 'src/hosts/jest.ts',
}
const modelEntry = { 'llm/index': 'src/llm/index.ts', 'generate/index': 'src/generate/index.ts' }
// Vitest cannot be required.
const esmEntry = { vitest: 'src/hosts/vitest.ts' }
// The worker is what a thread runs, whichever build started it.
const programs = { 'cli/main': 'src/cli/main.ts', 'workers/worker': 'src/evaluation/workers/worker.ts' }

export default defineConfig([
  {
    ...common,
    entry: { ...entry, ...modelEntry, ...esmEntry, ...programs },
    format: ['esm'],
    dts: { entry: { ...entry, ...modelEntry, ...esmEntry } },
    esbuildPlugins: [hashbang],
  },
  {
    ...common,
    entry: { ...entry, ...modelEntry },
    format: ['cjs'],
    splitting: true, // by Sucrase, which makes require of import(): Jest's sandbox knows no import()
    dts: true,
    noExternal: [...common.noExternal, 'hyparquet', 'hyparquet-compressors', 'hysnappy', 'parse5'],
    define: withoutAddress,
  },
  {
    ...common,
    entry: {
      'browser/index': 'src/index.ts',
      'browser/evalset': 'src/evalset/index.ts',
      'browser/llm': 'src/llm/index.ts',
    },
    platform: 'browser',
    minify: true, // no reader has it but a bundler, and without shared chunks it is large
    splitting: false, // a shared chunk that an entry needs nothing of is a warning of esbuild's
    target: 'es2024',
    format: ['esm'],
    esbuildPlugins: [browserFiles],
  },
])
