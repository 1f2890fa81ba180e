import { braintrust } from './braintrust.js'
import type { Harness } from './harness.js'
import { helm } from './helm.js'
import { langfuse } from './langfuse.js'
import { langsmith } from './langsmith.js'
import { lighteval } from './lighteval.js'
import { lmEval } from './lm-eval.js'
import { mIfeval } from './m-ifeval.js'
import { openaiEvals } from './openai-evals.js'
import { pandas } from './pandas.js'
import { sharegpt } from './sharegpt.js'

/** The kinds of files that are known, in the order in which they are tried. */
export const harnesses: readonly Harness[] = [
  lmEval,
  lighteval,
  helm,
  openaiEvals,
  braintrust,
  langfuse,
  langsmith,
  mIfeval,
  sharegpt,
  pandas,
]

/** The kind of that name. */
export function harnessNamed(name: string): Harness | undefined {
  return harnesses.find((each) => each.name === name)
}
