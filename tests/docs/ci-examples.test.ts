import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  name?: string
  uses?: string
  run?: string
  shell?: string
  env?: Record<string, string>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const example = (name: string) => readFileSync(join(root, 'examples/ci', name), 'utf8')

const workflow = parse(example('github-workflow.yml'))
const gitlab = parse(example('gitlab-ci.yml'))
const action = parse(example('action.yml'))
const [composite]: Step[] = action.runs.steps

const answers = join(root, 'fixtures/generated/smollm2-135m-instruct.jsonl')
/** The same, but every French question is answered in English. */
const worse = readFileSync(answers, 'utf8').replace(/^.*"language":"fr".*$/gm, (line) =>
  JSON.stringify({ ...JSON.parse(line), output: 'I am afraid that I can only answer this question in English.' }),
)

/** A repository that has the library installed, as the examples want it. */
const project = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(project, { recursive: true }))
const at = (path: string) => join(project, path)

/** What a step sees of the action's inputs: what is given, or else their defaults. */
function inputs(given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(composite?.env ?? {}).map(([variable, expression]) => {
      const [, name = ''] = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression) ?? []
      expect(action.inputs).toHaveProperty(name)
      return [variable, given[name] ?? action.inputs[name].default]
    }),
  )
}

/** Runs a script as GitHub does, or GitLab, which also stops at the first command that fails. */
function bash(script: string, env: Record<string, string> = {}): Promise<{ status: number | null; output: string }> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: project,
    env: { ...process.env, GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: at('summary.md'), ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk)
    })
  }
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, output })))
}

beforeAll(async () => {
  mkdirSync(at('evals'))
  mkdirSync(at('node_modules/.bin'), { recursive: true })
  symlinkSync(root, at('node_modules/crosslingual'))
  symlinkSync('../crosslingual/dist/cli/main.js', at('node_modules/.bin/crosslingual'))
  writeFileSync(at('package.json'), '{ "private": true, "devDependencies": { "crosslingual": "*" } }')
  copyFileSync(join(root, 'examples/ci/gate.json'), at('evals/gate.json'))
  copyFileSync(answers, at('evals/answers.jsonl'))
  const { status, output } = await bash('npx crosslingual score evals/answers.jsonl --out evals/baseline.jsonl')
  expect([status, output]).toEqual([0, expect.stringContaining('languageCorrectness')])
}, 120_000)

/** All but the installation, which the project here has behind it. */
const scripts: [name: string, script: string, env: Record<string, string>][] = [
  [
    'GitHub workflow',
    (workflow.jobs.gate.steps as Step[])
      .flatMap(({ run }) => (run === undefined || run === 'npm ci' ? [] : [run]))
      .join('\n'),
    {},
  ],
  ['GitLab job', (gitlab.responses.script as string[]).filter((line) => line !== 'npm ci').join('\n'), {}],
  [
    'composite action',
    composite?.run ?? '',
    inputs({ responses: 'evals/responses.jsonl', config: 'evals/gate.json', baseline: 'evals/baseline.jsonl' }),
  ],
]

describe.each(scripts)('%s', (_, script, env) => {
  test.each<[name: string, responses: string, status: number]>([
    ['passes unchanged answers', readFileSync(answers, 'utf8'), 0],
    ['fails answers in English', worse, 1],
  ])(
    '%s',
    async (_, responses, wanted) => {
      writeFileSync(at('evals/responses.jsonl'), responses)
      writeFileSync(at('summary.md'), '')
      rmSync(at('junit.xml'), { force: true })
      const { status, output } = await bash(script, env)
      expect([status, output]).toEqual([
        wanted,
        expect.stringContaining(wanted === 0 ? 'The gate passes' : 'fails on quality'),
      ])
      expect(readFileSync(at('summary.md'), 'utf8')).toMatch(
        wanted === 0 ? /^### crosslingual gate: passed/ : /^### crosslingual gate: failed/,
      )
      // French: under the minimum, dropped, and nothing left to spell.
      expect(readFileSync(at('junit.xml'), 'utf8')).toContain(`failures="${wanted === 0 ? 0 : 3}"`)
      expect(output.includes('::error title=languageCorrectness%2C fr%3A min 0.95::mean 0.0000')).toBe(wanted === 1)
    },
    120_000,
  )
})

test('the composite action without a baseline', async () => {
  writeFileSync(at('evals/responses.jsonl'), readFileSync(answers))
  writeFileSync(at('min.json'), '{ "rules": [{ "metric": "languageCorrectness", "min": 0.5 }] }')
  const env = inputs({ responses: 'evals/responses.jsonl', config: 'min.json' })
  expect((await bash(composite?.run ?? '', env)).status).toBe(0)
}, 120_000)

test('no input is written into a script, where its text would be run', () => {
  const steps: Step[] = [...workflow.jobs.gate.steps, ...action.runs.steps]
  for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  expect(action.runs.using).toBe('composite')
  expect(steps.filter(({ shell }) => shell !== undefined)).toEqual([composite])
})

test('only too few valid scores warn on GitLab, and its JUnit file is the one that is written', () => {
  expect(gitlab.responses.allow_failure).toEqual({ exit_codes: 3 })
  expect(gitlab.responses.artifacts.reports.junit).toBe('junit.xml')
})
