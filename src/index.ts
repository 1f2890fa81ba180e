/**
 * Scorers, what runs them over samples, and what their scores add up to.
 *
 * @module crosslingual
 */

export { InputError } from './core/input-error.js'
export { minimumBar } from './core/minimum-bar.js'
export type { Sample, SampleArgs } from './core/sample.js'
export { failed, type JsonObject, type JsonValue, type Score, scored, skipped } from './core/score.js'
export type { ScoredSample } from './core/scored-sample.js'
export { defineScorer, type ScoreContext, type Scorer } from './core/scorer.js'
export { formatSignature, type Signature } from './core/signature.js'
export { weightedMean } from './core/weighted-mean.js'
export { withDefaults } from './core/with-defaults.js'
export type { WrongLanguagePolicy } from './core/wrong-language.js'
export { fasttext } from './engines/fasttext/fasttext.js'
export { fasttextWasm } from './engines/fasttext/fasttext-wasm.js'
export { affixSpeller } from './engines/hunspell/affix-speller.js'
export { nspell } from './engines/hunspell/nspell.js'
export type { LanguageIdentifier, LanguagePrediction } from './engines/language-identifier.js'
export type { DictionaryFiles, Speller, SpellerEngine } from './engines/speller.js'
export { type EvaluateOptions, evaluate } from './evaluation/evaluate.js'
export { type ScoreSamplesOptions, scoreSamples } from './evaluation/score-samples.js'
export type { ByteSource } from './resources/load-bytes.js'
export { type Agreement, agreement, type CriterionAgreement, type Rating } from './results/agreement.js'
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
export type { Report, ReportGroup } from './results/report.js'
export { select } from './results/select/select.js'
export { reportRecords } from './results/select/select-records.js'
export type {
  BelowMinimum,
  SelectedConfiguration,
  Selection,
  SelectionCandidate,
  SelectionMinimum,
  SelectionOutcome,
  SelectionRecord,
  SelectOptions,
} from './results/select/select-types.js'
export type { MetricSummary, Tally } from './results/tally.js'
export type { EnglishWordTest } from './scorers/confusion/english-words.js'
export { type LanguageConfusionOptions, languageConfusion } from './scorers/confusion/language-confusion.js'
export { type Criterion, criteria } from './scorers/judge/criteria.js'
export { type RelevanceJudgeOptions, relevanceJudge } from './scorers/judge/relevance-judge.js'
export { type SixCriteriaJudge, sixCriteriaJudge } from './scorers/judge/six-criteria-judge.js'
export type { LanguageOption } from './scorers/language/expected-language.js'
export { type LanguageCorrectnessOptions, languageCorrectness } from './scorers/language/language-correctness.js'
export { cappedByModifier } from './scorers/modifiers/capped-by-modifier.js'
export type { Check, CheckOptions, CheckResult } from './scorers/modifiers/check.js'
export { type ModifierFulfillmentOptions, modifierFulfillment } from './scorers/modifiers/modifier-fulfillment.js'
export { type GivenCorrectLanguageOptions, givenCorrectLanguage } from './scorers/policy/given-correct-language.js'
export type { DictionarySource } from './scorers/spelling/dictionaries.js'
export { type SpellcheckRatioOptions, spellcheckRatio } from './scorers/spelling/spellcheck-ratio.js'
export { normalizeLanguage } from './text/language-code.js'
