import { alpacaEval } from './alpaca-eval.js'
import { chat } from './chat.js'
import type { Harness } from './harness.js'
import { inspect } from './inspect.js'
import { lmEval } from './lm-eval.js'
import { mtBench } from './mt-bench.js'
import { openaiBatch } from './openai-batch.js'
import { promptfoo } from './promptfoo.js'

/** The kinds of files that are known, in the order in which they are tried. */
export const harnesses: readonly Harness[] = [lmEval, inspect, promptfoo, alpacaEval, mtBench, openaiBatch, chat]

/** The kind of that name. */
export function harnessNamed(name: string): Harness | undefined {
  return harnesses.find((each) => each.name === name)
}
