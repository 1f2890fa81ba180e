/**
 * Scorers, what runs them over samples, and what their scores add up to.
 *
 * @module crosslingual
 */

export type { PartScores } from './core/combine.js'
export { InputError } from './core/input-error.js'
export { type MinimumBarMetadata, minimumBar } from './core/minimum-bar.js'
export type { LanguageName, ModifierName, Sample, SampleArgs } from './core/sample.js'
export {
  type FailedScore,
  failed,
  type JsonObject,
  type JsonValue,
  type KnownReason,
  type Reason,
  type Score,
  type ScoredScore,
  type SkippedScore,
  scored,
  skipped,
  type UnscoredMetadata,
} from './core/score.js'
export type { ScoredSample } from './core/scored-sample.js'
export {
  defineScorer,
  type ForeignScorer,
  type GivenResult,
  type Scale,
  type ScoreContext,
  type Scorer,
  type ScorerTraits,
} from './core/scorer.js'
export { formatSignature, type Signature } from './core/signature.js'
export type { GivenScore } from './core/tidy-score.js'
export { weightedMean } from './core/weighted-mean.js'
export { withDefaults } from './core/with-defaults.js'
export type { WrongLanguagePolicy } from './core/wrong-language.js'
export { fasttext } from './engines/fasttext/fasttext.js'
export { affixSpeller } from './engines/hunspell/affix-speller.js'
export { nspell } from './engines/hunspell/nspell.js'
export type { LanguageIdentifier, LanguagePrediction } from './engines/language-identifier.js'
export type { DictionaryFiles, Speller, SpellerEngine } from './engines/speller.js'
export { type EvaluateOptions, evaluate } from './evaluation/evaluate.js'
export type { MetricNames } from './evaluation/metric-names.js'
export { type ScoreSamplesOptions, scoreSamples } from './evaluation/score-samples.js'
export type { ByteSource } from './resources/load-bytes.js'
export { type Agreement, agreement, type CriterionAgreement, type Rating } from './results/agreement.js'
export { compare } from './results/compare/compare.js'
export type {
  ComparedMean,
  ComparedOver,
  ComparedRow,
  CompareOptions,
  ComparisonResult,
} from './results/compare/compare-types.js'
export type { ScoredSamples } from './results/compare/matched-samples.js'
export { type CorrectedCriterion, correctedMean, type RatedMean } from './results/corrected-mean.js'
export { gate } from './results/gate/gate.js'
export type {
  GateBudget,
  GateBudgets,
  GateCheck,
  GateDrop,
  GateOptions,
  GateOutcome,
  GateResult,
  GateRule,
} from './results/gate/gate-types.js'
export type { GroupKey } from './results/group-key.js'
export { type MacroGroup, type MacroMean, macroMeans } from './results/macro-mean.js'
export { mergeReports } from './results/merge-reports.js'
export type { Metrics } from './results/metrics.js'
export { type RatersCriterion, ratersAgreement } from './results/raters-agreement.js'
export type { UnitAgreement } from './results/rating-units.js'
export type { Report, ReportGroup } from './results/report.js'
export { select } from './results/select/select.js'
export { reportRecords } from './results/select/select-records.js'
export type {
  BelowMinimum,
  RunnerUp,
  SelectedConfiguration,
  Selection,
  SelectionCandidate,
  SelectionMinimum,
  SelectionOutcome,
  SelectionRecord,
  SelectOptions,
} from './results/select/select-types.js'
export { type SummarizeOptions, summarize } from './results/summarize.js'
export type { MetricSummary, NoInterval, Tally } from './results/tally.js'
export type { EnglishWordTest } from './scorers/confusion/english-words.js'
export {
  type ConfusionName,
  type LanguageConfusionMetadata,
  type LanguageConfusionOptions,
  type LanguageConfusionReason,
  languageConfusion,
} from './scorers/confusion/language-confusion.js'
export type { JudgeMetadata } from './scorers/judge/ask.js'
export { type Criterion, criteria } from './scorers/judge/criteria.js'
export type { JudgeRequestOptions } from './scorers/judge/judge-request.js'
export {
  type JudgeScorerMetadata,
  type JudgeScorerOptions,
  judgeScorer,
  type PromptArgs,
} from './scorers/judge/judge-scorer.js'
export { type RelevanceJudgeOptions, relevanceJudge } from './scorers/judge/relevance-judge.js'
export {
  type CriterionPrefix,
  type SixCriteriaJudge,
  type SixCriteriaJudgeOptions,
  sixCriteriaJudge,
} from './scorers/judge/six-criteria-judge.js'
export type { LanguageOption, LanguageReason } from './scorers/language/expected-language.js'
export {
  type LanguageCorrectnessMetadata,
  type LanguageCorrectnessName,
  type LanguageCorrectnessOptions,
  type LanguageCorrectnessReason,
  languageCorrectness,
} from './scorers/language/language-correctness.js'
export type { MeasuredMetadata, MeasuredOptions, MeasuredReason, OfOption } from './scorers/language/measured-text.js'
export {
  type LanguageMixingMetadata,
  type LanguageMixingOptions,
  type LanguageMixingReason,
  languageMixing,
} from './scorers/mixing/language-mixing.js'
export type { MixingSpan } from './scorers/mixing/mixing-spans.js'
export { cappedByModifier } from './scorers/modifiers/capped-by-modifier.js'
export type { Check, CheckOptions, CheckResult } from './scorers/modifiers/check.js'
export type { ModifierFulfillmentMetadata } from './scorers/modifiers/fulfillment-metadata.js'
export { type ModifierFulfillmentOptions, modifierFulfillment } from './scorers/modifiers/modifier-fulfillment.js'
export type { GivenScorer, ScorerGroup, VerdictOptions } from './scorers/policy/complete-scorers.js'
export { type GivenCorrectLanguageOptions, givenCorrectLanguage } from './scorers/policy/given-correct-language.js'
export type { DictionarySource } from './scorers/spelling/dictionaries.js'
export {
  type SpellcheckMetadata,
  type SpellcheckRatioName,
  type SpellcheckRatioOptions,
  type SpellcheckReason,
  spellcheckRatio,
} from './scorers/spelling/spellcheck-ratio.js'
export { normalizeLanguage } from './text/language-code.js'
export type { PartKind } from './text/parts.js'
export type { LeftOut } from './text/prose.js'
