import { scaleIn } from '../core/scales.js'
import type { ScoredSample } from '../core/scored-sample.js'
import type { Scale } from '../core/scorer.js'
import { canonicalSignature, type Signature, uniteSignatures } from '../core/signature.js'
import type { WrongLanguagePolicy } from '../core/wrong-language.js'
import { type Digest, digest } from './digest.js'
import type { Report } from './report.js'
import { tallyGroups } from './tally-groups.js'

/** Collects scored samples into a report: `add` each, then ask for the `report`, as often as wanted. */
export interface Summary {
  add(scored: ScoredSample): void
  /** The same for a sample that was scored elsewhere. */
  addDigest(digest: Digest): void
  report(): Report
}

/**
 * A summary that grows with the number of groups and metrics, not of samples. Sums are made sample by sample in the order of adding, wherever the samples
 * were scored, so that a report is the same to the last bit for any number of workers.
 *
 * @param options.by The fields to group by; `language` is the expected one, normalised, and a `modifier` stands without its parameter.
 * @param options.seed Of the bootstrap.
 * @param options.signature Of the run, as `runSignature` gives it.
 */
export function summary(options: {
  by: readonly string[]
  wrongLanguage: WrongLanguagePolicy
  seed: number
  signature: Signature
}): Summary {
  const { by, wrongLanguage, seed } = options
  const groups = tallyGroups(by)
  let signature = options.signature
  let lastSeen = signature
  const scales = new Map<string, Scale | null>()

  /** All of them have one entry: their signatures could not be united else. */
  const scaleOf = (metric: string) => {
    const known = scales.get(metric)
    if (known !== undefined) return known
    const scale = scaleIn(signature, metric)
    scales.set(metric, scale)
    return scale
  }
  const addDigest = ({ by: key, guessed, draws, scores, signature: own }: Digest) => {
    if (own !== lastSeen) {
      lastSeen = own
      signature = uniteSignatures(signature, own)
    }
    const tallyOf = groups.of(key, guessed)
    for (const score of scores) tallyOf(score.name, scaleOf(score.name)).addScore(score, draws)
  }
  return {
    add: (scored) => addDigest(digest(scored, { by, seed })),
    addDigest,
    report: () => groups.report(wrongLanguage, { ...canonicalSignature(signature), seed: String(seed) }),
  }
}
