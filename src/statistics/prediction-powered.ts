/** Ratings of one stratum: samples that person and judge both rated, and samples that the judge alone rated. */
export interface RatedStratum {
  both: readonly { id: string; human: number; judge: number }[]
  judgeOnly: readonly { id: string; judge: number }[]
}

/** A mean with the error of its estimate. */
export interface EstimatedMean {
  mean: number
  /** Samples of one id taken as one; no small-sample factor in it. */
  standardError: number
}

/**
 * Prediction-powered inference of a mean (PPI++, Angelopoulos et al. 2023, arXiv 2311.01453), stratified: in each stratum λ · judge's mean over what it alone rated + the mean of
 * human − λ · judge over what both rated, with the λ of least variance; strata count by their size. With λ = 0 it is the mean of the human ratings.
 */
export function predictionPowered(strata: readonly RatedStratum[]): EstimatedMean & { lambdas: number[] } {
  const lambdas = strata.map(powerTuning)
  const whole = sumOf(strata.map(sizeOf))
  const influences = new Map<string, number>()
  let mean = 0
  for (const [i, stratum] of strata.entries()) {
    const share = sizeOf(stratum) / whole
    const lambda = lambdas[i] as number
    const rectified = stratum.both.map(({ id, human, judge }) => ({ id, value: human - lambda * judge }))
    const imputed = stratum.judgeOnly.map(({ id, judge }) => ({ id, value: lambda * judge }))
    for (const part of [rectified, imputed]) {
      if (part.length === 0) continue
      const average = sumOf(part.map(({ value }) => value)) / part.length
      mean += share * average
      for (const { id, value } of part) add(influences, id, (share * (value - average)) / part.length)
    }
  }
  return { mean, standardError: length(influences), lambdas }
}

/**
 * The mean over these very prompts, and no others that might have been asked: the judge's mean over all, corrected by the mean of human − judge over what both rated (the difference
 * estimator of a finite population, Särndal et al. 1992), stratified. What is rated has no error, so that its share is taken off.
 */
export function populationMean(strata: readonly RatedStratum[]): EstimatedMean {
  const whole = sumOf(strata.map(sizeOf))
  const influences = new Map<string, number>()
  let mean = 0
  for (const stratum of strata) {
    const { both, judgeOnly } = stratum
    const share = sizeOf(stratum) / whole
    const judged = [...both, ...judgeOnly].map(({ judge }) => judge)
    const differences = both.map(({ id, human, judge }) => ({ id, value: human - judge }))
    const average = sumOf(differences.map(({ value }) => value)) / both.length
    mean += share * (sumOf(judged) / judged.length + average)
    const unrated = Math.sqrt(judgeOnly.length / judged.length)
    const single = Math.sqrt(both.length / Math.max(1, both.length - 1))
    for (const { id, value } of differences) {
      add(influences, id, (share * unrated * single * (value - average)) / both.length)
    }
  }
  return { mean, standardError: length(influences) }
}

/** 0..1; 0 where the judge's ratings, or what both rated, do not vary. */
function powerTuning({ both, judgeOnly }: RatedStratum): number {
  if (judgeOnly.length === 0) return 0
  const humans = sumOf(both.map(({ human }) => human)) / both.length
  const judges = sumOf(both.map(({ judge }) => judge)) / both.length
  const covariance = sumOf(both.map(({ human, judge }) => (human - humans) * (judge - judges))) / both.length
  const all = [...both, ...judgeOnly].map(({ judge }) => judge)
  const average = sumOf(all) / all.length
  const variance = sumOf(all.map((judge) => (judge - average) ** 2)) / (all.length - 1)
  if (variance === 0) return 0
  return Math.min(1, Math.max(0, covariance / ((1 + both.length / judgeOnly.length) * variance)))
}

function sizeOf({ both, judgeOnly }: RatedStratum): number {
  return both.length + judgeOnly.length
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function length(influences: ReadonlyMap<string, number>): number {
  return Math.hypot(...influences.values())
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
