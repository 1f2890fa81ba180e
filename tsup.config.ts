import { defineConfig, type Options } from 'tsup'

const common = {
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  sourcemap: false,
  // ESM-only dependencies go into the bundle, so that the CommonJS build works under Jest too.
  noExternal: ['p-limit', 'p-map', 'p-retry', 'string-width'],
} satisfies Options

const entry = { index: 'src/index.ts', evalset: 'src/evalset.ts', 'report/index': 'src/report/index.ts' }

export default defineConfig([
  { ...common, entry, format: ['esm'], dts: true, shims: true },
  {
    ...common,
    entry,
    format: ['cjs'],
    dts: true,
    shims: true,
    noExternal: [...common.noExternal, 'parse5'],
    // Jest runs CommonJS in a sandbox that has no import(): there it becomes require.
    esbuildOptions(options) {
      options.supported = { ...options.supported, 'dynamic-import': false }
    },
  },
  {
    ...common,
    // With import() also in CommonJS: node-llama-cpp is an ESM-only package.
    entry: { 'llm/index': 'src/llm/index.ts', 'generate/index': 'src/generate/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    shims: true,
  },
  {
    ...common,
    entry: { 'cli/main': 'src/cli/main.ts' },
    format: ['esm'],
    banner: { js: '#!/usr/bin/env node' },
  },
])
