import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Options } from 'tsup'

const common = {
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  sourcemap: false,
  // ESM-only dependencies go into the bundle, so that the CommonJS build works under Jest too.
  noExternal: ['p-limit', 'p-map', 'p-retry', 'string-width'],
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

/** The index stays a file of its own, so that what builds on it shares its model and dictionaries. */
const besideIndex: Plugin = {
  name: 'beside-index',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/index\.js$/ }, () => ({ path: './index.cjs', external: true }))
  },
}

/** Jest runs CommonJS in a sandbox that has no import(): there it becomes require. */
const withoutImport: Options['esbuildOptions'] = (options) => {
  options.supported = { ...options.supported, 'dynamic-import': false }
}

const entry = {
  index: 'src/index.ts',
  evalset: 'src/evalset.ts',
  'report/index': 'src/report/index.ts',
  'integrations/index': 'src/integrations/index.ts',
  notebook: 'src/notebook.ts',
}
const matchers = { vitest: 'src/vitest.ts', jest: 'src/jest.ts' }

export default defineConfig([
  { ...common, entry: { ...entry, ...matchers }, format: ['esm'], dts: true, shims: true },
  {
    ...common,
    entry,
    format: ['cjs'],
    dts: true,
    shims: true,
    // The CommonJS build of fast-xml-builder is not what its types say.
    noExternal: [...common.noExternal, 'parse5', 'fast-xml-builder'],
    esbuildOptions: withoutImport,
  },
  {
    ...common,
    entry: matchers,
    format: ['cjs'],
    dts: true,
    esbuildPlugins: [besideIndex],
    esbuildOptions: withoutImport,
  },
  {
    ...common,
    entry: { 'browser/index': 'src/index.ts' },
    platform: 'browser',
    target: 'es2024',
    format: ['esm'],
    esbuildPlugins: [browserFiles],
  },
  {
    ...common,
    // With import() also in CommonJS: node-llama-cpp is an ESM-only package.
    entry: { 'llm/index': 'src/llm/index.ts', 'generate/index': 'src/generate/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    shims: true,
  },
  // What a worker thread runs, whichever build started it.
  { ...common, entry: { 'workers/worker': 'src/workers/worker.ts' }, format: ['esm'] },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    banner: { js: '#!/usr/bin/env node' },
  },
])
