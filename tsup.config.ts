import { defineConfig, type Options } from 'tsup'

const common: Options = {
  target: 'node20',
  platform: 'node',
  removeNodeProtocol: false,
  sourcemap: false,
  // ESM-only dependencies go into the bundle, so that the CommonJS build works under Jest too.
  noExternal: ['p-limit', 'p-map', 'p-retry', 'parse5', 'string-width'],
}

export default defineConfig([
  {
    ...common,
    entry: { index: 'src/index.ts', evalset: 'src/evalset.ts', 'report/index': 'src/report/index.ts' },
    format: ['esm', 'cjs'],
    dts: true,
    shims: true,
    esbuildOptions(options, { format }) {
      // Jest runs CommonJS in a sandbox that has no import(): there it becomes require.
      if (format === 'cjs') options.supported = { ...options.supported, 'dynamic-import': false }
    },
  },
  {
    ...common,
    // With import() also in CommonJS: node-llama-cpp is an ESM-only package.
    entry: { 'llm/index': 'src/llm/index.ts' },
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
