import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { readScored } from '../files/read-scored.js'
import { formatComparison, formatComparisonMarkdown } from '../report/comparison.js'
import type { ComparedNames } from '../report/comparison-rows.js'
import { printable } from '../report/printable.js'
import { compare } from '../results/compare/compare.js'
import type { ComparisonResult } from '../results/compare/compare-types.js'
import { parseList } from './options/score-options.js'
import { writeOut } from './output/report-output.js'

const formats = {
  table: formatComparison,
  markdown: formatComparisonMarkdown,
  json: (result: ComparisonResult) => `${JSON.stringify(result, null, 2)}\n`,
} as const

interface CompareCommandOptions {
  models?: string[]
  by: string[]
  format: keyof typeof formats
}

/** `crosslingual compare A B` */
export function compareCommand(): Command {
  return new Command('compare')
    .argument('<a>', 'scored rows of `score --out`')
    .argument('[b]', 'the other run’s; without it, --models are two of A')
    .option('--models <a,b>', 'compare these two models of A, or this one of A with that one of B', parseList)
    .option('--by <fields>', 'compare by the values of these fields too', parseList, ['language', 'task'])
    .addOption(new Option('--format <format>', 'of the result').choices(Object.keys(formats)).default('table'))
    .action(async (a: string, b: string | undefined, options: CompareCommandOptions) => {
      const { models, by, format } = options
      if (b === undefined && models === undefined) {
        throw new InputError(a, 'is one file: give another to compare it with, or two of its models with --models a,b')
      }
      if (models !== undefined && models.length !== 2) {
        throw new InputError(`--models ${models.join(',')}`, 'give two models')
      }
      if ([a, b].includes('-')) throw new InputError('-', 'standard input cannot be compared; name a file')
      const [first, second] = models ?? []
      const other = b ?? a
      const result = await compared(a, other, { first, second, by })
      const names = models === undefined ? namesOf(a, other) : { a: first as string, b: second as string }
      await writeOut(formats[format](result, names))
    })
}

async function compared(
  a: string,
  b: string,
  { first, second, by }: { first: string | undefined; second: string | undefined; by: readonly string[] },
): Promise<ComparisonResult> {
  try {
    return await compare(ofModel(a, first), ofModel(b, second), { by })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new InputError(a === b ? a : `${a}, ${b}`, printable(error.message, 1000))
  }
}

/** @throws InputError when the file has nothing of the model. */
async function* ofModel(file: string, model: string | undefined): AsyncGenerator<ScoredSample> {
  let found = false
  const known = new Set<string>()
  for await (const scored of readScored(file)) {
    if (known.size < 20) known.add(String(scored.sample.model ?? '–'))
    if (model !== undefined && String(scored.sample.model ?? '') !== model) continue
    found = true
    yield scored
  }
  if (found) return
  const models = [...known].map((name) => printable(name)).join(', ')
  throw new InputError(file, model === undefined ? 'no scored samples' : `has no model "${model}" (models: ${models})`)
}

/** By the files' names, or a and b where these are equal. */
function namesOf(a: string, b: string): ComparedNames {
  const [first, second] = [a, b].map((file) => basename(file).replace(/\.[^.]*$/, ''))
  return first === second ? {} : { a: first as string, b: second as string }
}
