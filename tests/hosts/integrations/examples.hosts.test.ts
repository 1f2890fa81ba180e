import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chatServer } from '../../support/chat-server.js'
import { exampleProject, installedVersion, NotInstalled, type Ran, run } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'
import { judge, mean, meansOf, shouldBe } from './expected.js'
import { type Host, hosts } from './hosts.js'
import { modernNode } from './modern-node.js'
import { column, columnIn } from './report-table.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const examples = join(root, 'examples')
const readme = readFileSync(join(examples, 'README.md'), 'utf8')

let server: Awaited<ReturnType<typeof chatServer>>
beforeAll(async () => {
  server = await chatServer(judge)
})
afterAll(() => server.close())

describe.each(hosts)('$example: a fresh project, run by the real host', (host) => {
  test('every score is reported as it is, and none that is missing', { timeout: 400_000 }, async ({ skip }) => {
    const { folder, node } = await project(host).catch((error: unknown) => {
      if (error instanceof NotInstalled) return withoutHost(skip, `${host.package} is not to be had: ${error.message}`)
      throw error
    })
    await ends(0, process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder })
    const options = { cwd: folder, env: environment(folder, node) }
    const { stdout } = await ends(host.status ?? 0, 'npm', ['run', '--silent', 'eval'], options)

    const report = host.read(folder, stdout)
    const { samples, means, sampleMeans, overall, graderErrors } = report
    expect(samples).toEqual(shouldBe)
    if (means !== undefined) expectClose(means, meansOf(shouldBe))
    if (sampleMeans !== undefined) {
      const rightMeans = Object.fromEntries(Object.entries(shouldBe).map(([id, scores]) => [id, mean(scores)]))
      expectClose(sampleMeans, { ...rightMeans, ...host.withoutScores })
    }
    if (graderErrors !== undefined) expect(graderErrors.sort()).toEqual(['failed-judge', 'unknown-language'])
    if (overall !== undefined) {
      expect(overall).toBeCloseTo(
        mean(Object.values(shouldBe).flatMap((scores) => Object.values(scores) as number[])) ?? NaN,
        12,
      )
    }
    const reported = column(`${host.package} ${installedVersion(folder, host.package)}`, report)
    expect(columnIn(readme, reported[0] ?? '')).toEqual(reported)

    for (const { alone, file, read, says } of host.plain ?? []) {
      const plain = alone ? await ends(0, 'npx', ['tsx', file], options) : { stdout }
      if (read !== undefined) expect(read(folder, plain.stdout), file).toEqual(says)
    }
  })
})

/** The example as a user has it, its second program beside it, and the folder of a Node that the host runs on. */
async function project(host: Host): Promise<{ folder: string; node: string }> {
  const node = host.node === undefined ? dirname(process.execPath) : await modernNode(host.node)
  const folder = await exampleProject(host.example, host.needs, host.npmOptions)
  cpSync(join(examples, 'samples.json'), join(folder, '../samples.json'))
  for (const { file, program } of host.plain ?? []) writeFileSync(join(folder, file), program)
  const compilerOptions = {
    target: 'ES2024',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    allowJs: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.mjs'] }))
  return { folder, node }
}

async function ends(status: number, command: string, args: string[], options: Parameters<typeof run>[2]): Promise<Ran> {
  const ran = await run(command, args, options)
  expect(ran.status, `${command} ${args.join(' ')}\n${ran.stdout}\n${ran.stderr}`).toBe(status)
  return ran
}

/** No key and no home of the one who runs the tests, no telemetry. */
function environment(folder: string, node: string): NodeJS.ProcessEnv {
  return {
    PATH: [node, process.env.PATH].join(delimiter),
    HOME: folder,
    JUDGE_URL: server.url,
    CI: '1',
    NO_COLOR: '1',
    PROMPTFOO_CONFIG_DIR: join(folder, '.promptfoo'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    MASTRA_TELEMETRY_DISABLED: '1',
    LANGSMITH_TRACING: 'false',
  }
}

function expectClose(got: Record<string, number | null>, should: Record<string, number | null>) {
  expect(Object.keys(got).sort()).toEqual(Object.keys(should).sort())
  for (const [key, number] of Object.entries(should)) {
    if (number === null) expect(got[key], key).toBeNull()
    else expect(got[key], key).toBeCloseTo(number, 12)
  }
}
