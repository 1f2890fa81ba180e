import { expect, test } from 'vitest'
import { languageCorrectness, type SampleArgs, type Scorer } from '../../src/index.js'

// The hosts' scorer types, as their sources had them in late 2026; a scorer must be assignable to each as it is. That it compiles is the test.
type MaybePromise<T> = T | Promise<T>
type HostJson = string | number | boolean | null | HostJson[] | { [key: string]: HostJson }

type AutoevalsScore = { name: string; score: number | null; metadata?: Record<string, unknown>; error?: unknown }
type AutoevalsScorer<Output, Extra> = (
  args: { output: Output; expected?: Output } & Extra,
) => MaybePromise<AutoevalsScore>

type EvaliteScore = { score: number | null; name: string; description?: string; metadata?: unknown }
type EvaliteScorer<I, O, E> = (options: { input: I; output: O; expected?: E }) => MaybePromise<EvaliteScore>

type VitestEvalsResult = {
  score: number | null
  metadata?: { rationale?: string; output?: HostJson } & Record<string, HostJson | undefined>
}
type VitestEvalsScoreFn = (options: { input: string; output: string }) => Promise<VitestEvalsResult>

test('a scorer fits autoevals, evalite and vitest-evals as it is', () => {
  const scorer: Scorer<SampleArgs> = languageCorrectness()
  const autoevals: AutoevalsScorer<string, { input: string; language?: string }> = scorer
  const evalite: EvaliteScorer<string, string, string> = scorer
  const vitestEvals: VitestEvalsScoreFn = scorer
  expect([autoevals.name, evalite.name, vitestEvals.name]).toEqual(Array(3).fill('languageCorrectness'))
})
