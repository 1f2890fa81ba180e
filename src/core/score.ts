/** What JSON can hold; metadata stays within it so that every score can be written, cached and compared. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Metadata. `undefined` members vanish when it is written. */
export interface JsonObject {
  [key: string]: JsonValue | undefined
}

/**
 * The verdict of one scorer on one sample. Three-valued:
 *
 * - `scored`: `score` is a finite number in 0..1;
 * - `skipped`: the scorer does not apply (`reason` says why: no dictionary, no words, wrong language …);
 * - `failed`: the scorer broke (`reason` says how: judge unreachable, unknown language …).
 *
 * `score` is null unless scored: never NaN, never a silent 0.
 *
 * @interface
 */
export type Score = Readonly<{
  /** The metric, e.g. `languageCorrectness`. */
  name: string
  /** 0..1, or null unless `status` is `scored`. */
  score: number | null
  status: 'scored' | 'skipped' | 'failed'
  /** Machine-readable, kebab-case: `no-dictionary`, `wrong-language`, `empty-response` … Always there unless scored. */
  reason?: string
  /** Evidence and values in the metric's own units. For a skipped or failed score, `message` says it in a sentence. */
  metadata: JsonObject
}>

/**
 * A scored Score.
 *
 * @throws RangeError when `score` is not a finite number in 0..1: a bug of the scorer, caught where it is made.
 */
export function scored(name: string, score: number, metadata: JsonObject = {}, reason?: string): Score {
  if (!(score >= 0 && score <= 1)) {
    throw new RangeError(`${name}: a score must be a number from 0 to 1, got ${score}`)
  }
  return reason === undefined
    ? { name, score, status: 'scored', metadata }
    : { name, score, status: 'scored', reason, metadata }
}

/** A skipped Score: the scorer does not apply to this sample. */
export function skipped(name: string, reason: string, message: string, metadata: JsonObject = {}): Score {
  return { name, score: null, status: 'skipped', reason, metadata: { ...metadata, message } }
}

/** A failed Score: the scorer applies, and broke. */
export function failed(name: string, reason: string, message: string, metadata: JsonObject = {}): Score {
  return { name, score: null, status: 'failed', reason, metadata: { ...metadata, message } }
}
