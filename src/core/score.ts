/** What JSON can hold; metadata stays within it so that every score can be written, cached and compared. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Metadata. `undefined` members vanish when it is written. */
export interface JsonObject {
  [key: string]: JsonValue | undefined
}

/** The reasons that scores of this package have, for an editor to complete. */
export type KnownReason =
  | 'all-parts-skipped'
  | 'ambiguous-verdict'
  | 'bad-request'
  | 'bad-sample'
  | 'context-exceeded'
  | 'empty-output'
  | 'empty-response'
  | 'error'
  | 'failed-lines'
  | 'failed-part'
  | 'invalid-score'
  | 'malformed-response'
  | 'modifier-not-followed'
  | 'no-answer'
  | 'no-dictionary'
  | 'no-input'
  | 'no-judge'
  | 'no-language'
  | 'no-letters'
  | 'no-lines'
  | 'no-modifier'
  | 'no-prediction'
  | 'no-prose'
  | 'no-reasoning'
  | 'no-score'
  | 'no-word-level'
  | 'no-words'
  | 'not-generated'
  | 'out-of-range'
  | 'partial'
  | 'rate-limited'
  | 'refusal'
  | 'response-too-large'
  | 'server-error'
  | 'timeout'
  | 'truncated'
  | 'unauthorized'
  | 'unknown-language'
  | 'unknown-modifier'
  | 'unparsable-verdict'
  | 'unreachable'
  | 'unsupported-language'
  | 'wrong-language'

/** Why a score is what it is, machine-readable, in kebab-case. Scorers of your own have reasons of their own. */
export type Reason = KnownReason | (string & {})

/** A score that is there. */
export interface ScoredScore<
  Name extends string = string,
  Metadata extends JsonObject = JsonObject,
  Why extends string = Reason,
> {
  /** The metric, e.g. `languageCorrectness`. */
  readonly name: Name
  /** A finite number, 0..1. */
  readonly score: number
  readonly status: 'scored'
  /** Where the score follows from a rule: `empty-response`, `wrong-language` … */
  readonly reason?: Why
  /** Evidence, and values in the metric's own units. */
  readonly metadata: Metadata
}

/** The metadata of a score that is not there: what was known of the evidence, and `message`, which says why in a sentence. */
export type UnscoredMetadata<Metadata extends JsonObject = JsonObject> = Partial<Metadata> & { message: string }

/** What a skipped and a failed score have in common. */
interface UnscoredScore<Name extends string, Metadata extends JsonObject, Why extends string> {
  /** The metric, e.g. `languageCorrectness`. */
  readonly name: Name
  readonly score: null
  /** Why there is no score. */
  readonly reason: Why
  /** `message` says it in a sentence. */
  readonly metadata: UnscoredMetadata<Metadata>
}

/** The scorer does not apply to this sample: no dictionary, no words, wrong language … */
export interface SkippedScore<
  Name extends string = string,
  Metadata extends JsonObject = JsonObject,
  Why extends string = Reason,
> extends UnscoredScore<Name, Metadata, Why> {
  readonly status: 'skipped'
}

/** The scorer applies and broke: judge unreachable, unknown language … */
export interface FailedScore<
  Name extends string = string,
  Metadata extends JsonObject = JsonObject,
  Why extends string = Reason,
> extends UnscoredScore<Name, Metadata, Why> {
  readonly status: 'failed'
}

/**
 * The verdict of one scorer on one sample, told apart by `status`:
 *
 * - `scored`: `score` is a finite number in 0..1;
 * - `skipped`: the scorer does not apply, and `reason` says why;
 * - `failed`: the scorer broke, and `reason` says how.
 *
 * `score` is null unless scored: never NaN, never a silent 0.
 */
export type Score<Name extends string = string, Metadata extends JsonObject = JsonObject, Why extends string = Reason> =
  | ScoredScore<Name, Metadata, Why>
  | SkippedScore<Name, Metadata, Why>
  | FailedScore<Name, Metadata, Why>

/**
 * A scored Score.
 *
 * @throws RangeError when `score` is not a finite number in 0..1: a bug of the scorer, caught where it is made.
 */
export function scored<
  const Name extends string,
  Metadata extends JsonObject = JsonObject,
  const Why extends string = never,
>(name: Name, score: number, metadata?: Metadata, reason?: Why): ScoredScore<Name, Metadata, Why> {
  if (!(score >= 0 && score <= 1)) {
    throw new RangeError(`${name}: a score must be a number from 0 to 1, got ${score}`)
  }
  const evidence = metadata ?? ({} as Metadata)
  return reason === undefined
    ? { name, score, status: 'scored', metadata: evidence }
    : { name, score, status: 'scored', reason, metadata: evidence }
}

/** A skipped Score: the scorer does not apply to this sample. */
export function skipped<
  const Name extends string,
  const Why extends string,
  Metadata extends JsonObject = Record<never, never>,
>(name: Name, reason: Why, message: string, metadata?: Partial<Metadata>): SkippedScore<Name, Metadata, Why> {
  return { name, score: null, status: 'skipped', reason, metadata: unscored(message, metadata) }
}

/** A failed Score: the scorer applies, and broke. */
export function failed<
  const Name extends string,
  const Why extends string,
  Metadata extends JsonObject = Record<never, never>,
>(name: Name, reason: Why, message: string, metadata?: Partial<Metadata>): FailedScore<Name, Metadata, Why> {
  return { name, score: null, status: 'failed', reason, metadata: unscored(message, metadata) }
}

function unscored<Metadata extends JsonObject>(
  message: string,
  metadata: Partial<Metadata> | undefined,
): UnscoredMetadata<Metadata> {
  return { ...metadata, message } as UnscoredMetadata<Metadata>
}
