import { alpacaEval } from './alpaca-eval.js'
import { braintrust } from './braintrust.js'
import { chat } from './chat.js'
import type { Harness } from './harness.js'
import { helm } from './helm.js'
import { inspect } from './inspect.js'
import { langfuse } from './langfuse.js'
import { langsmith } from './langsmith.js'
import { lighteval } from './lighteval.js'
import { lmEval } from './lm-eval.js'
import { mIfeval } from './m-ifeval.js'
import { mtBench } from './mt-bench.js'
import { openaiBatch } from './openai-batch.js'
import { openaiEvals } from './openai-evals.js'
import { promptfoo } from './promptfoo.js'
import { sharegpt } from './sharegpt.js'

/** The kinds of files that are known, in the order in which they are tried. */
export const harnesses: readonly Harness[] = [
  lmEval,
  inspect,
  promptfoo,
  lighteval,
  helm,
  alpacaEval,
  mtBench,
  openaiBatch,
  openaiEvals,
  braintrust,
  langfuse,
  langsmith,
  mIfeval,
  sharegpt,
  chat,
]

/** The kind of that name. */
export function harnessNamed(name: string): Harness | undefined {
  return harnesses.find((each) => each.name === name)
}
