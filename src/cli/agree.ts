import { Command, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import { readRatings } from '../files/read-ratings.js'
import { formatAgreement } from '../report/agreement-table.js'
import { agreement } from '../results/agreement.js'
import { criteria } from '../scorers/judge/criteria.js'
import { parseInteger } from './options/score-options.js'

/** `crosslingual agree a.jsonl b.jsonl` */
export function agreeCommand(): Command {
  return new Command('agree')
    .description(
      'How far two raters agree, judge and human or two judges, on the six criteria (samples are matched by id).',
    )
    .argument('<a>', 'a file of `score --judge six-criteria --out`, or a table with a column for each criterion')
    .argument('<b>', 'the other rater’s')
    .addOption(new Option('--format <format>', 'of the result').choices(['table', 'json']).default('table'))
    .option('--seed <number>', 'of the bootstrap intervals', parseInteger(0), 0)
    .action(async (a: string, b: string, options: { format: 'table' | 'json'; seed: number }) => {
      const [first, second] = await Promise.all([readRatings(a, criteria), readRatings(b, criteria)])
      const result = agreement(first, second, { seed: options.seed })
      if (result.criteria.length === 0) {
        throw new InputError(`${a}, ${b}`, 'no sample has ratings in both; are the ids the same?')
      }
      process.stdout.write(options.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : formatAgreement(result))
    })
}
