import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { NotInstalled, packedProject, run } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'
import { EXPECTED, expectOutcome, fixture, modules, names, type Outcomes, outcomesOf } from './outcomes.js'

/** Each file with how it has `expect`; every line but those marked must compile, and those must not. */
const TYPED = Object.fromEntries(
  Object.entries({
    'vitest.test.mts': ["import { expect } from 'vitest'", "import { matchers } from 'crosslingual/vitest'"],
    'globals.test.mts': ["import { expect } from '@jest/globals'", "import { matchers } from 'crosslingual/jest'"],
    'globals.test.cts': ["import { expect } from '@jest/globals'", "import { matchers } from 'crosslingual/jest'"],
    'types-jest.test.mts': ["import { matchers } from 'crosslingual/jest'"],
  }).map(([file, imports]) => [
    file,
    [
      ...imports,
      "import { languageConfusion } from 'crosslingual'",
      'expect.extend(matchers)',
      "const passed: Promise<void> = expect('a').toBeInLanguage('fr')",
      "expect('a').not.toPassSpellcheck('fr', { min: 0.95 })",
      "expect('a').toFulfillModifier('num_items', { n: 3, brief: { maxWords: 9 } })",
      "expect({ output: 'a' }).toScore(languageConfusion(), { min: 1 })",
      ...(file.startsWith('vitest') ? ["expect.soft('a').toBeInLanguage('fr')"] : []),
      ...[
        "expect('a').toBeInLanguage()",
        "expect('a').toPassSpellcheck('fr', { minimum: 0.9 })",
        "expect('a').toScore(languageConfusion())",
        "expect.toBeInLanguage('fr')",
      ].flatMap((line) => ['// @ts-expect-error', line]),
    ],
  ]),
)

describe('in Jest', () => {
  let outcomes: Outcomes | undefined
  let project = ''
  let reason = ''
  beforeAll(async () => {
    try {
      project = await packedProject({ jest: '^30.5.2', '@types/jest': '^30.0.0' })
      for (const file of ['matchers.js', 'setup-jest.cjs']) copyFileSync(join(fixture, file), join(project, file))
      const config = { testMatch: ['**/matchers.js'], setupFilesAfterEnv: ['./setup-jest.cjs'], testTimeout: 30_000 }
      writeFileSync(join(project, 'jest.config.json'), JSON.stringify(config))
      outcomes = await outcomesOf(['node_modules/jest/bin/jest.js', '--json'], project)
    } catch (error) {
      if (!(error instanceof NotInstalled)) throw error
      reason = error.message
    }
  }, 180_000)

  test.for(EXPECTED)('%s', ([name, message], { skip }) => {
    if (outcomes === undefined) return withoutHost(skip, reason)
    expectOutcome(outcomes, name, message)
  })

  test('nothing else was run', ({ skip }) => {
    if (outcomes === undefined) return withoutHost(skip, reason)
    expect([...outcomes.keys()].sort()).toEqual(names('matchers.js'))
  })

  test('the declarations of the package type the matchers of vitest, @jest/globals and @types/jest', async ({
    skip,
  }) => {
    if (outcomes === undefined) return withoutHost(skip, reason)
    symlinkSync(join(modules, 'vitest'), join(project, 'node_modules/vitest'))
    for (const [file, lines] of Object.entries(TYPED)) writeFileSync(join(project, file), lines.join('\n'))
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'jest',
    ]
    const { stdout } = await run(
      process.execPath,
      [join(modules, 'typescript/bin/tsc'), ...options, ...Object.keys(TYPED)],
      { cwd: project },
    )
    expect(stdout).toBe('')
  }, 60_000)
})
