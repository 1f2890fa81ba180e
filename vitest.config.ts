import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const hosts = 'tests/**/*.hosts.test.ts'
const slow = 'tests/**/*.slow.test.ts'
const globalSetup = 'tests/support/fresh-build.ts'

/**
 * Three projects, each with a script: `npm test` runs `quick`, `npm run test:hosts` and `npm run test:slow` the others. A file that is named,
 * `npx vitest run path/to/file`, runs in whichever it belongs to.
 */
export default defineConfig({
  test: {
    // For a busy machine: no test is about time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One more than there are cores: many tests wait for a server or a program that they have started.
    maxWorkers: availableParallelism() + 1,
    coverage: { include: ['src/**'], exclude: ['src/**/index.ts'] },
    projects: [
      { extends: true, test: { name: 'quick', include: ['tests/**/*.test.ts'], exclude: [hosts, slow] } },
      // What needs more than Node and npm: a registry, a browser, a kernel, Java, a server, native references.
      { extends: true, test: { name: 'hosts', include: [hosts], globalSetup } },
      // What needs minutes. Counts that are small in `quick` are whole here: tests/support/counts.ts.
      { extends: true, test: { name: 'slow', include: [slow], env: { CROSSLINGUAL_COUNTS: 'whole' }, globalSetup } },
    ],
  },
})
