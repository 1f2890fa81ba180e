import { Command } from 'commander'
import { InputError } from '../../core/input-error.js'
import { formatSignature, type Signature } from '../../core/signature.js'
import { unknownMapField } from '../../files/map-fields.js'
import { assertOutputs } from '../../files/output-file.js'
import { type PartialRun, partialFile } from '../../files/partial-file.js'
import { knownFields } from '../../results/known-fields.js'
import { summary } from '../../results/summary.js'
import { MODIFIER_FULFILLMENT } from '../../scorers/modifiers/modifier-fulfillment.js'
import { completeScorers } from '../../scorers/policy/complete-scorers.js'
import { runSignature, type SampleScorerOptions } from '../../scorers/policy/sample-scorer.js'
import { badLines } from '../input/bad-lines.js'
import { fileNotes } from '../input/file-notes.js'
import { scoreInputs } from '../input/score-inputs.js'
import { announceJudging, assertJudge, makeJudges, withJudgeOptions } from '../options/judge.js'
import { makeScorers, withModifierCap } from '../options/score-options.js'
import { assertMetrics } from '../output/minimums.js'
import { type Progress, progress } from '../output/progress.js'
import { printReport, saveReport, writeOut } from '../output/report-output.js'
import { oneLine, tell } from '../output/tell.js'
import { keptScores, sameDictionaries } from './kept-scores.js'
import { leaveNote, leaveOnSignal } from './leave-on-signal.js'
import { isUnscored, nothingScored } from './nothing-scored.js'
import { type ScoreOptions, withScoreOptions } from './score-flags.js'
import { type RowScoring, type ScoredRows, scoreRowsHere } from './score-rows.js'
import { scoreRowsInWorkers } from './score-rows-in-workers.js'

/** `crosslingual score FILE…` */
export function scoreCommand(): Command {
  return withJudgeOptions(withScoreOptions(new Command('score')).action(score))
}

/** How many samples are looked at before a field of `--by` that none of them has is taken for a misspelling. */
const FIELDS_LOOKED_AT = 1000

async function score(paths: string[], options: ScoreOptions): Promise<void> {
  const { by = ['model', 'language'], map = {}, format, resume = false, force = false, workers } = options
  if (format === 'jsonl' && options.out !== undefined)
    throw new InputError('--out', 'with --format jsonl the scored samples go to standard output; give one of the two')
  if (resume && options.out === undefined)
    throw new InputError('--resume', 'goes on with the file of an interrupted --out; name it')
  if (workers !== 1 && options.judge !== undefined)
    throw new InputError('--workers', 'are for surface metrics; a judge waits for its model: use --judge-concurrency')
  const badMap = unknownMapField(map, by)
  if (badMap !== undefined) throw new InputError('--map', badMap)
  const { files, reading, naming } = await scoreInputs(paths, options, by)
  assertOutputs({
    outputs: { '--out': options.out, '--report': options.report },
    inputs: [...files, options.acceptWords, options.lidModel, options.judgeEmbedded],
    force,
    own: resume ? ['--out', '--report'] : [],
  })
  const judges = makeJudges(options)
  const defaults = [
    'languageCorrectness',
    'spellcheckRatio',
    ...(by.includes('modifier') ? ['modifierFulfillment'] : []),
  ]
  const made = [...makeScorers(options.scorers ?? defaults, options, judges?.client), ...(judges?.scorers ?? [])]
  const scorers = completeScorers(options.modifierCap ? withModifierCap(made) : made, options)
  assertMetrics(
    options.min ?? [],
    scorers.map(({ name }) => name),
  )
  if (options.min !== undefined) process.exitCode = 1 // until they are known to be reached: the reader may go away before
  const scoring = {
    scorers,
    wrongLanguage: options.wrongLanguage,
    ...(options.languageVerdict !== undefined && { languageVerdict: options.languageVerdict }),
    ...(judges !== undefined && { concurrency: options.judgeConcurrency }),
  }
  const run = { by, wrongLanguage: options.wrongLanguage, seed: options.seed, signature: await runSignature(scoring) }
  if (judges !== undefined) {
    await assertJudge(judges.client)
    await announceJudging(files, options.judge ?? [], {
      map,
      ...reading,
      withModifiers: scorers.some(({ name }) => name === MODIFIER_FULFILLMENT),
    })
  }
  // Listening comes first: a signal may arrive when the file is just there.
  const opening =
    options.out === undefined
      ? undefined
      : partialFile(options.out, { run: partialRun(options, scoring, run), resume, overwrite: force })
  let bar: Progress | undefined
  const stopListening = opening && leaveOnSignal(opening, () => bar?.stop())
  const partial = await opening
  bar = await progress('samples', { files })
  const write = async (text: string | Uint8Array) => {
    await partial?.write(text)
    if (format === 'jsonl') await writeOut(text)
  }
  const whatBad = options.recordBadLines ? 'record' : options.skipBadLines ? 'skip' : 'stop'
  // Workers put the records of bad lines in their place themselves.
  const bad = whatBad === 'stop' ? undefined : badLines(whatBad === 'record' && workers === 1 ? write : undefined)
  const collected = summary(run)
  const checkDictionaries = sameDictionaries(partial)
  const notes = fileNotes()
  const rowScoring: RowScoring = {
    files,
    ...(format === 'jsonl' && { format }),
    reading,
    scoring,
    rows: {
      map,
      naming,
      by,
      seed: options.seed,
      badLines: whatBad,
      text: partial !== undefined || format === 'jsonl',
    },
    kept: keptScores(partial, bar.begin),
    fields:
      options.by &&
      knownFields(options.by, FIELDS_LOOKED_AT, (message) => new InputError(`--by ${by.join(',')}`, withMend(message))),
    onBytes: bar.bytes,
    onNote: notes.add,
  }
  try {
    const take = async ({ digests, failures, text }: ScoredRows) => {
      for (const each of digests) {
        checkDictionaries(each.signature)
        collected.addDigest(each)
      }
      bar.add(digests.length, failures)
      await write(text)
    }
    if (workers === 1) {
      for await (const rows of scoreRowsHere(rowScoring, bad)) await (bad?.inPlace(() => take(rows)) ?? take(rows))
      await bad?.settled()
    } else {
      for await (const rows of scoreRowsInWorkers(rowScoring, workers)) {
        for (const error of rows.bad) bad?.add(error)
        await take(rows)
      }
    }
    bar.stop()
    const report = { ...collected.report(), ...(judges !== undefined && { usage: judges.client.usage() }) }
    for (const note of notes.lines()) tell(oneLine(note))
    if (bad !== undefined && bad.count > 0) tell(bad.message())
    const isStream = format === 'jsonl'
    if (report.groups.length === 0 && !isStream) throw new InputError(files.join(', '), 'no samples')
    const { format: _, ...output } = options
    await saveReport(report, output)
    await partial?.commit() // last, so that whatever fails before it can be gone on with
    await printReport(report, isStream ? output : { ...output, format })
    if (isUnscored(report) && process.exitCode === 0) {
      process.exitCode = 3
      tell(nothingScored(report))
    }
  } catch (error) {
    bar.stop()
    if (files.includes('-')) process.stdin.destroy() // nobody reads it any more; waiting for it would keep us alive
    await leaveNote(partial)
    throw error
  } finally {
    stopListening?.()
    await judges?.close()
  }
}

/** What is said of a field that no sample has, with what names the model of a file that does not. */
function withMend(message: string): string {
  return message.includes('field "model"') ? `${message}; --name NAME is for a file that names no model` : message
}

/** What the scored rows depend on. The signature has the rest. */
function partialRun(
  { language, map, rows, from, name, turn, recordBadLines }: ScoreOptions,
  { scorers }: SampleScorerOptions,
  { signature }: { signature: Signature },
): PartialRun {
  return {
    options: {
      '--scorers': scorers.map(({ name }) => name),
      '--language': language,
      '--map': map,
      '--rows': rows,
      '--from': from,
      '--name': name,
      '--turn': turn === 'last' ? undefined : turn,
      '--record-bad-lines': recordBadLines,
    },
    signature: formatSignature(signature),
  }
}
