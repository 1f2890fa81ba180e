import { expect, test } from 'vitest'
import { action, composite, gitlab, type Step, workflow } from './ci-examples.js'

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
