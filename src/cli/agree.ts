import { Command, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import { readRatings } from '../files/read-ratings.js'
import { formatAgreement } from '../report/agreement-table.js'
import { formatCorrection } from '../report/correction-table.js'
import { formatRatersAgreement } from '../report/raters-table.js'
import { agreement } from '../results/agreement.js'
import { correctedMean } from '../results/corrected-mean.js'
import { ratersAgreement } from '../results/raters-agreement.js'
import { criteria } from '../scorers/judge/criteria.js'
import { parseInteger } from './options/score-options.js'
import { writeOut } from './output/report-output.js'

interface AgreeOptions {
  correct?: boolean
  format: 'table' | 'json'
  seed: number
}

/** `crosslingual agree a.jsonl b.jsonl` */
export function agreeCommand(): Command {
  return new Command('agree')
    .argument('<a>', 'a file of `score --judge six-criteria --out`, or a table with a column for each criterion')
    .argument('<b>', 'the other rater’s')
    .argument('[more...]', 'other raters’: then α, AC2 and exact agreement of all')
    .option('--correct', 'correct the means of the judge, who is a, by the human ratings of b, which may be few')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .option('--seed <number>', 'of the bootstrap intervals', parseInteger(0), 0)
    .action(async (a: string, b: string, more: string[], options: AgreeOptions) => {
      if (options.correct && more.length > 0) {
        throw new InputError(`--correct ${more[0]}`, 'is for two files: the judge’s and the human ratings')
      }
      const files = [a, b, ...more]
      const [first = [], second = [], ...others] = await Promise.all(files.map((file) => readRatings(file, criteria)))
      const { result, text } = made()
      await writeOut(options.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : text)

      function made() {
        if (options.correct) {
          const result = found(correctedMean(first, second))
          return { result, text: formatCorrection(result) }
        }
        if (others.length > 0) {
          const result = found(ratersAgreement([first, second, ...others], options))
          return { result, text: formatRatersAgreement(result) }
        }
        const result = agreement(first, second, options)
        found(result.criteria)
        return { result, text: formatAgreement(result) }
      }

      function found<T>(list: T[]): T[] {
        if (list.length > 0) return list
        throw new InputError(files.join(', '), 'no sample has ratings in both; are the ids the same?')
      }
    })
}
