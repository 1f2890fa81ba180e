import type { Harness } from './harness.js'
import { lmEval } from './lm-eval.js'

/** The kinds of files that are known, in the order in which they are tried. */
export const harnesses: readonly Harness[] = [lmEval]

/** The kind of that name. */
export function harnessNamed(name: string): Harness | undefined {
  return harnesses.find((each) => each.name === name)
}
