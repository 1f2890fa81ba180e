import { once } from 'node:events'
import { Command, Option } from 'commander'
import { runSignature, type ScoredSample, scoreSamples } from '../aggregate/score-samples.js'
import { summary } from '../aggregate/summarize.js'
import { InputError } from '../core/input-error.js'
import type { Sample } from '../core/sample.js'
import { formatSignature } from '../core/signature.js'
import { type WrongLanguagePolicy, wrongLanguagePolicies } from '../core/wrong-language.js'
import { type AtomicFile, atomicFile } from '../io/atomic-file.js'
import { readSamples } from '../io/read-samples.js'
import { MODIFIER_FULFILLMENT } from '../modifiers/modifier-fulfillment.js'
import { formatJson } from '../report/json.js'
import { formatMarkdown } from '../report/markdown.js'
import { formatTable } from '../report/table.js'
import { didYouMean } from '../text/nearest.js'
import { announceJudging, assertJudge, type JudgeOptions, makeJudges, withJudgeOptions } from './judge.js'
import { belowMinimums } from './minimums.js'
import { progress } from './progress.js'
import {
  type Minimum,
  makeScorers,
  parseInteger,
  parseList,
  parseMap,
  parseMinimum,
  parseScorers,
  scorerNames,
  withModifierCap,
} from './score-options.js'

const formats = { table: formatTable, json: formatJson, markdown: formatMarkdown } as const

interface ScoreOptions extends JudgeOptions {
  by?: string[]
  scorers?: string[]
  arrow?: string
  modifierCap: boolean
  wrongLanguage: WrongLanguagePolicy
  format: keyof typeof formats
  map?: Record<string, string>
  language?: string
  lidModel?: string
  out?: string
  min?: Minimum[]
  languageVerdict?: string
  seed: number
  skipBadLines?: boolean
}

/** How many samples are looked at before a field that none of them has is taken for a misspelling. */
const FIELDS_LOOKED_AT = 1000

/** `crosslingual score FILE…` */
export function scoreCommand(exit: (code: number) => void): Command {
  const command = new Command('score')
    .description('Score the responses in JSONL, JSON, CSV or TSV files (- is standard input) and print a summary.')
    .argument('<files...>', 'files with a response on each line; the column output, response, completion or prediction')
    .option('--by <fields>', 'fields to group by (default: model,language)', parseList)
    .option(
      '--scorers <names>',
      `of ${scorerNames.join(', ')} (default: languageCorrectness, spellcheckRatio; with --by modifier also modifierFulfillment)`,
      parseScorers,
    )
    .option('--arrow <sign>', 'the sign that arrow_template asked for (default: -->, the paper’s is ->)')
    .option('--no-modifier-cap', 'do not hold helpfulness to 1 of 2 where the modifier was not followed')
    .addOption(
      new Option('--wrong-language <policy>', 'what a response in the wrong language does to the other metrics')
        .choices([...wrongLanguagePolicies])
        .default('exclude'),
    )
    .option(
      '--language-verdict <metric>',
      'whose 0 means wrong language: languageCorrectness, correctLanguage (default: each metric its own)',
    )
    .option('--map <field=column>', 'read a field from another column, e.g. output=text (repeatable)', parseMap)
    .option('--language <code>', 'the expected language of every sample')
    .option('--lid-model <path>', 'another fastText language model, e.g. lid.176.bin')
    .addOption(new Option('--format <format>', 'of the summary').choices(Object.keys(formats)).default('table'))
    .option('--out <file>', 'write each sample with its scores, as JSONL')
    .option(
      '--min <metric[@group]=min>',
      'exit with 1 when a group is below, e.g. spellcheckRatio@fr=0.9 (repeatable)',
      parseMinimum,
    )
    .option('--skip-bad-lines', 'leave out lines that hold no sample, and count them')
    .option('--seed <number>', 'of the bootstrap intervals', parseInteger(0), 0)
    .action(async (files: string[], options: ScoreOptions) => exit(await score(files, options)))
  return withJudgeOptions(command)
}

async function score(files: string[], options: ScoreOptions): Promise<number> {
  const { by = ['model', 'language'], map = {}, min = [] } = options
  const judges = makeJudges(options)
  const defaults = [
    'languageCorrectness',
    'spellcheckRatio',
    ...(by.includes('modifier') ? ['modifierFulfillment'] : []),
  ]
  const scorers = [...makeScorers(options.scorers ?? defaults, options, judges?.client), ...(judges?.scorers ?? [])]
  const scoring = {
    scorers: options.modifierCap ? withModifierCap(scorers) : scorers,
    wrongLanguage: options.wrongLanguage,
    ...(options.languageVerdict !== undefined && { languageVerdict: options.languageVerdict }),
    ...(judges !== undefined && { concurrency: options.judgeConcurrency }),
  }
  const run = { by, policy: options.wrongLanguage, seed: options.seed, signature: await runSignature(scoring) }
  if (judges !== undefined) {
    await assertJudge(judges.client)
    await announceJudging(files, options.judge ?? [], {
      map,
      withModifiers: scorers.some(({ name }) => name === MODIFIER_FULFILLMENT),
    })
  }
  const bar = progress(files)
  const bad: InputError[] = []
  let badLines = 0
  const onBadLine = (error: InputError) => {
    badLines += 1
    if (bad.length < 5) bad.push(error)
  }

  const collected = summary(run)
  // Listening comes first: a signal may arrive when the file is just there.
  const opening = options.out === undefined ? undefined : atomicFile(options.out)
  const discardOnSignal = opening && discardOn(opening)
  const out = await opening
  try {
    const samples = readAll(files, {
      map,
      onBytes: bar.bytes,
      ...(options.skipBadLines && { onBadLine }),
    })
    const checked = options.by !== undefined ? withFields(samples, by) : samples
    for await (const scored of scoreSamples(checked, scoring)) {
      collected.add(scored)
      bar.sample(scored.scores.some(({ status }) => status === 'failed'))
      await out?.write(`${JSON.stringify(scoredRow(scored))}\n`)
    }
    await out?.commit()
  } catch (error) {
    await out?.discard()
    throw error
  } finally {
    bar.stop()
    discardOnSignal?.()
    await judges?.close()
  }

  const report = { ...collected.report(), ...(judges !== undefined && { usage: judges.client.usage() }) }
  if (badLines > 0)
    process.stderr.write(`${badLines} bad lines left out:\n${bad.map(({ message }) => `  ${message}\n`).join('')}`)
  if (report.groups.length === 0) throw new InputError(files.join(', '), 'no samples')
  if (!process.stdout.write(formats[options.format](report))) await once(process.stdout, 'drain')
  const below = belowMinimums(report, min)
  for (const line of below) process.stderr.write(`${line}\n`)
  return below.length > 0 ? 1 : 0
}

async function* readAll(files: readonly string[], options: Parameters<typeof readSamples>[1]): AsyncGenerator<Sample> {
  for (const file of files) {
    for await (const { sample } of readSamples(file, options)) yield sample
  }
}

/**
 * @throws InputError when none of the first samples has a field that the user named: a misspelt field should not cost an hour.
 */
async function* withFields(samples: AsyncIterable<Sample>, fields: readonly string[]): AsyncGenerator<Sample> {
  const seen = new Set<string>(['language']) // it may also be told from the input
  let count = 0
  const check = () => {
    const unknown = fields.find((field) => !seen.has(field))
    if (unknown === undefined || count === 0) return
    const known = [...seen].sort()
    throw new InputError(
      `--by ${fields.join(',')}`,
      `no sample has a field "${unknown}"${didYouMean(unknown, known)} (fields: ${known.slice(0, 20).join(', ')})`,
    )
  }
  for await (const sample of samples) {
    if (count < FIELDS_LOOKED_AT) {
      for (const field of Object.keys(sample)) seen.add(field)
      count += 1
      if (count === FIELDS_LOOKED_AT) check()
    }
    yield sample
  }
  if (count < FIELDS_LOOKED_AT) check()
}

function scoredRow({ sample, scores, signature }: ScoredSample) {
  return {
    ...sample,
    scores: Object.fromEntries(scores.map(({ name, ...score }) => [name, score])),
    signature: formatSignature(signature),
  }
}

/** Ctrl-C and the like must not leave a temporary file; returns what takes the listeners off again. */
function discardOn(opening: Promise<AtomicFile>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const discard = (signal: NodeJS.Signals) => {
    const end = () => {
      for (const each of signals) process.off(each, discard)
      process.kill(process.pid, signal)
    }
    opening.then((out) => out.discard()).then(end, end)
  }
  for (const signal of signals) process.on(signal, discard)
  return () => {
    for (const signal of signals) process.off(signal, discard)
  }
}
