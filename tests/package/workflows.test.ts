import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  name?: string
  uses?: string
  run?: string
  with?: Record<string, unknown>
}

interface Workflow {
  on: Record<string, unknown>
  permissions: Record<string, string>
  concurrency: { group: string }
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = join(root, '.github/workflows')
const workflows = readdirSync(folder).map((file): [string, Workflow] => [
  file,
  parse(readFileSync(join(folder, file), 'utf8'), { strict: true, uniqueKeys: true }),
])
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const { scripts, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
  version: string
}
const ci = readFileSync(join(root, '.ci/run'), 'utf8')

/** The scripts of package.json that commands run. */
function called(commands: string): string[] {
  const found = commands.matchAll(
    /^(?!\s*#).*?\bnpm (?:(?:run|run-script) (?:--\S+ )*([\w:-]+)|(t|test|cit|start))\b/gm,
  )
  return [...found].map(([, script, command]) => script ?? (command === 'start' ? 'start' : 'test'))
}

test.each([
  ['.ci/run', ci],
  ...workflows.map(([file, workflow]) => [
    file,
    stepsOf(workflow)
      .map(({ run }) => run ?? '')
      .join('\n'),
  ]),
  ...Object.entries(scripts)
    .filter(([, command]) => command.includes('npm '))
    .map(([name, command]) => [`npm run ${name}`, command.replaceAll('&&', '\n')]),
] as [string, string][])('%s calls scripts that there are', (_, commands) => {
  for (const script of called(commands)) expect(Object.keys(scripts)).toContain(script)
})

test('.ci/run runs every test: quick, hosts and slow', () => {
  expect(called(ci)).toEqual(expect.arrayContaining(['test', 'test:hosts', 'test:slow', 'demo']))
  // And all that `npm run check` does.
  expect(called(ci)).toEqual(expect.arrayContaining(called(scripts.check?.replaceAll('&&', '\n') ?? '')))
})

describe.each(workflows)('%s', (_, workflow) => {
  test('may read, and more only in the job that needs it', () => {
    expect(Object.values(workflow.permissions).every((access) => access === 'read')).toBe(true)
    for (const { permissions = {} } of Object.values(workflow.jobs)) {
      expect(typeof permissions).toBe('object') // not write-all
    }
    expect(workflow.concurrency.group).toEqual(expect.any(String))
  })

  test('every action is pinned, to a major version or a commit', () => {
    for (const { uses } of stepsOf(workflow)) if (uses !== undefined) expect(uses).toMatch(/@(v\d+|[0-9a-f]{40})$/)
  })

  test('no input is written into a script, where its text would be run', () => {
    for (const { run } of stepsOf(workflow)) expect(run ?? '').not.toContain('${{')
  })
})

describe('a release', () => {
  const [, release] = workflows.find(([file]) => file === 'release.yml') as [string, Workflow]
  const script = (name: string) => stepsOf(release).find((step) => step.name === name)?.run ?? ''
  const own = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  afterAll(() => rmSync(own, { recursive: true }))

  /** Runs a step as GitHub does. */
  const bash = (name: string, tag: string, cwd: string) =>
    spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script(name)], {
      cwd,
      env: { ...process.env, TAG: tag },
    }).status

  test.each([
    [`v${version}`, 0],
    ['v99.0.0', 1],
    [version, 1],
  ])('the tag %s gives status %d', (tag, status) => {
    expect(bash('The tag is the version', tag, root)).toBe(status)
  })

  test('its notes are the section of the changelog, which there must be', () => {
    const changelog =
      '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-01-01\n\n### Added\n\n- A.\n\n## [1.1.0]\n\n- B.\n'
    writeFileSync(join(own, 'CHANGELOG.md'), changelog)
    expect(bash('The section of the changelog', 'v1.2.0', own)).toBe(0)
    expect(readFileSync(join(own, 'notes.md'), 'utf8').trim()).toBe('### Added\n\n- A.')
    expect(bash('The section of the changelog', 'v1.1.0', own)).toBe(0)
    expect(readFileSync(join(own, 'notes.md'), 'utf8').trim()).toBe('- B.')
    for (const tag of ['v1.2', 'v1.3.0']) expect(bash('The section of the changelog', tag, own)).toBe(1)
  })

  test('is of a tag, by npm’s trust in the workflow, tested before', () => {
    expect(release.on).toEqual({ push: { tags: ['v*'] } })
    expect(release.jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    const commands = release.jobs.publish?.steps.flatMap(({ run }) => run ?? []) ?? []
    expect(commands.slice(-2)).toEqual(['npm cit', 'npm publish --provenance --access public'])
  })
})
