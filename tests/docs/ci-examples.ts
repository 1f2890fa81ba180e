import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export interface Step {
  name?: string
  uses?: string
  run?: string
  shell?: string
  env?: Record<string, string>
}

/** A file of examples/ci. */
const example = (name: string) => readFileSync(new URL(`../../examples/ci/${name}`, import.meta.url), 'utf8')

export const workflow = parse(example('github-workflow.yml'))
export const gitlab = parse(example('gitlab-ci.yml'))
export const action = parse(example('action.yml'))
export const [composite]: Step[] = action.runs.steps
