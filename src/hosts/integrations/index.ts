/**
 * Scorers in other eval frameworks, whose means then leave out what was skipped or failed.
 *
 * @module crosslingual/integrations
 */

export {
  type EvaliteColumnsArgs,
  type EvaliteScore,
  type EvaliteScorers,
  evaliteScorers,
} from './evalite-scorers.js'
export { type HostScorerArgs, hostScorer } from './host-scorer.js'
export { type MastraRun, type MastraSteps, type MastraStepsOptions, mastraSteps } from './mastra-steps.js'
export {
  type OpenevalsArgs,
  type OpenevalsEvaluatorOptions,
  type OpenevalsResult,
  openevalsEvaluator,
} from './openevals-evaluator.js'
export {
  type PromptfooAssertionOptions,
  type PromptfooContext,
  type PromptfooResult,
  promptfooAssertion,
} from './promptfoo-assertion.js'
export { type ScoredJudge, scoredJudges, type VitestContext } from './scored-judges.js'
