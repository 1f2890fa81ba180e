import type { Sample } from '../../core/sample.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { Scorer } from '../../core/scorer.js'
import { metEntries, type Signature } from '../../core/signature.js'
import { scoreSamples } from '../../evaluation/score-samples.js'
import { readSamples } from '../../files/read-samples.js'
import { readScored } from '../../files/read-scored.js'
import { writeScored } from '../../files/write-scored.js'
import type { Report } from '../../results/report.js'
import { summary } from '../../results/summary.js'
import { runSignature } from '../../scorers/policy/sample-scorer.js'
import { assertJudge, type Judges, makeJudges } from '../options/judge.js'
import { type Minimum, makeScorers, withModifierCap } from '../options/score-options.js'
import { belowMinimums } from '../output/minimums.js'
import { type Progress, progress } from '../output/progress.js'
import { tell } from '../output/tell.js'
import type { ModelConfig, RunConfig } from './config.js'

const SURFACE = ['languageCorrectness', 'spellcheckRatio']

/** Scores a model's responses by surface metrics, into a file. */
export async function scoreModel(config: RunConfig, model: ModelConfig, from: string, to: string): Promise<void> {
  const names = config.modifiers ? [...SURFACE, 'modifierFulfillment'] : SURFACE
  await scoreFile(config, model, makeScorers(names, { text: config.text }, undefined), from, to)
}

/** The same with the judges too. */
export async function judgeModel(config: RunConfig, model: ModelConfig, from: string, to: string): Promise<void> {
  const judges = makeJudges(judgeOptions(config)) as Judges
  try {
    await assertJudge(judges.client)
    const names = config.modifiers ? [...SURFACE, 'modifierFulfillment'] : SURFACE
    const scorers = withModifierCap([...makeScorers(names, { text: config.text }, judges.client), ...judges.scorers])
    await scoreFile(config, model, scorers, from, to)
  } finally {
    await judges.close()
  }
}

/** Which of the minimums the model's responses to unmodified instructions do not reach, each as a sentence. */
export async function underBar(config: RunConfig, minimums: Minimum[], scored: string): Promise<string[]> {
  if (minimums.length === 0) return []
  const report = await summarized([scored], config, ['model', 'language'], ({ modifier }) => modifier === undefined)
  return belowMinimums(report, minimums)
}

/**
 * A report over scored files, of the samples that are kept. Models that were judged stand beside some that were not, so an entry of the signature may have
 * more than one value; each group is one model's.
 */
export async function summarized(
  files: readonly string[],
  { wrongLanguage, seed }: RunConfig,
  by: readonly string[],
  keep: (sample: Sample) => boolean,
): Promise<Report> {
  const shared = await sharedSignature(files)
  const collected = summary({ by, wrongLanguage, seed, signature: shared })
  for (const file of files) {
    for await (const { sample, scores, signature } of readScored(file)) {
      if (keep(sample)) collected.add({ sample, scores, signature: { ...shared, ...metEntries(signature) } })
    }
  }
  return collected.report()
}

/** The first signatures of the files as one, without what each sample names for itself. */
async function sharedSignature(files: readonly string[]): Promise<Signature> {
  const values = new Map<string, Set<string>>()
  for (const file of files) {
    for await (const { signature } of readScored(file)) {
      const met = metEntries(signature)
      for (const [key, value] of Object.entries(signature)) {
        if (!(key in met)) values.set(key, (values.get(key) ?? new Set()).add(value))
      }
      break
    }
  }
  return Object.fromEntries([...values].map(([key, all]) => [key, [...all].join(' or ')]))
}

function judgeOptions({ judge, out }: RunConfig): Parameters<typeof makeJudges>[0] {
  return {
    judgeConcurrency: judge?.concurrency ?? 8,
    cache: `${out}/judge-cache`,
    ...(judge && { judge: judge.names }),
    ...(judge?.server !== undefined && { judgeUrl: judge.server }),
    ...(judge?.model !== undefined && { judgeModel: judge.model }),
    ...(judge?.gguf !== undefined && { judgeEmbedded: judge.gguf }),
    ...(judge?.maxTokens !== undefined && { judgeMaxTokens: judge.maxTokens }),
    ...(judge?.reasoningEffort !== undefined && { judgeReasoningEffort: judge.reasoningEffort }),
    ...(judge?.extraBody !== undefined && { judgeExtraBody: judge.extraBody }),
  }
}

async function scoreFile(
  config: RunConfig,
  { name, fields }: ModelConfig,
  scorers: readonly Scorer[],
  from: string,
  to: string,
): Promise<void> {
  const scoring = {
    scorers,
    wrongLanguage: config.wrongLanguage,
    concurrency: config.judge?.concurrency ?? 8,
  }
  await runSignature(scoring)
  const samples: Sample[] = []
  for await (const sample of readSamples(from)) samples.push({ ...sample, model: name, ...fields })
  tell(`${name}: scoring by ${scorers.map((scorer) => scorer.name).join(', ')}`)
  const bar = await progress('samples', { count: samples.length })
  try {
    await writeScored(to, counted(scoreSamples(samples, scoring), bar), { overwrite: true })
  } finally {
    bar.stop()
  }
}

async function* counted(scored: AsyncIterable<ScoredSample>, bar: Progress): AsyncGenerator<ScoredSample> {
  for await (const each of scored) {
    bar.add(1, each.scores.some(({ status }) => status === 'failed') ? 1 : 0)
    yield each
  }
}
