import { type Command, Option } from 'commander'
import { type WrongLanguagePolicy, wrongLanguagePolicies } from '../../core/wrong-language.js'
import type { Turn } from '../../files/harnesses/harness.js'
import { parseKind } from '../input/kinds.js'
import type { JudgeOptions } from '../options/judge.js'
import {
  type Minimum,
  parseInteger,
  parseList,
  parseMap,
  parseMinimum,
  parseScorers,
  parseWorkers,
  scorerNames,
} from '../options/score-options.js'
import { reportFormats } from '../output/report-output.js'

/** What the command line says of a run of `score`. */
export interface ScoreOptions extends JudgeOptions {
  by?: string[]
  scorers?: string[]
  arrow?: string
  modifierCap: boolean
  wrongLanguage: WrongLanguagePolicy
  format: keyof typeof reportFormats | 'jsonl'
  map?: Record<string, string>
  rows?: string
  from?: string
  name?: string
  turn: Turn
  language?: string
  lidModel?: string
  text?: 'prose' | 'whole'
  acceptWords?: string
  out?: string
  report?: string
  min?: Minimum[]
  languageVerdict?: string
  seed: number
  skipBadLines?: boolean
  recordBadLines?: boolean
  workers: number | 'auto'
  resume?: boolean
}

/** A command that takes them. */
export function withScoreOptions(command: Command): Command {
  return command
    .description(
      'Score the responses in files (JSONL, JSON, CSV, TSV, parquet, or a harness’s; - is standard input) and print a summary.',
    )
    .argument(
      '<files...>',
      'files, folders or patterns: rows with the column output, response, completion or prediction, or what a harness wrote',
    )
    .option(
      '--by <fields>',
      'fields to group by, or paths to them, e.g. meta.country (default: model,language)',
      parseList,
    )
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
    .option(
      '--map <field=column>',
      'read a field from another column or a path, e.g. output=text, output=choices[0].message.content (repeatable)',
      parseMap,
    )
    .option(
      '--from <kind>',
      'what kind of file it is, where its content does not tell; list shows the kinds there are',
      parseKind,
    )
    .option('--name <model>', 'the model of rows that name none (default: of several files, each file)')
    .addOption(
      new Option('--turn <which>', 'of conversations: the last answer, or all of them')
        .choices(['last', 'all'])
        .default('last'),
    )
    .option('--rows <path>', 'where in a JSON document the rows are, e.g. results.results')
    .option('--language <code>', 'the expected language of every sample')
    .option('--lid-model <path>', 'another fastText language model, e.g. lid.176.bin')
    .option(
      '--accept-words <file>',
      'words that spellcheckRatio takes for right beside its dictionary, one on each line',
    )
    .addOption(
      new Option(
        '--text <what>',
        'whole: every character is measured, as in the paper; prose (default): not reasoning, code, maths, markup and addresses',
      ).choices(['prose', 'whole']),
    )
    .addOption(
      new Option(
        '--format <format>',
        'of the summary; jsonl prints each sample with its scores instead, and takes standard input for JSONL',
      )
        .choices([...Object.keys(reportFormats), 'jsonl'])
        .default('table'),
    )
    .option('--out <file>', 'write each sample with its scores, as JSONL')
    .option('--resume', 'go on with the --out that was interrupted (its rows so far are in FILE.partial)')
    .option(
      '--workers <number>',
      'threads that score, auto for as many as there are processors; the output is the same for any number',
      parseWorkers,
      1,
    )
    .option('--report <file>', 'write the summary as JSON with the sums behind it')
    .option(
      '--min <metric[@group]=min>',
      'exit with 1 when a group is below, e.g. spellcheckRatio@fr=0.9 (repeatable)',
      parseMinimum,
    )
    .option('--skip-bad-lines', 'leave out lines that hold no sample, and count them')
    .option(
      '--record-bad-lines',
      'the same, with {"error": {"where", "message"}} in their place among the scored samples',
    )
    .option('--seed <number>', 'of the bootstrap intervals', parseInteger(0), 0)
}
