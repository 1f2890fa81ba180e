import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { InputError } from '../core/input-error.js'
import { wrongLanguagePolicies } from '../core/wrong-language.js'
import { mergeReports } from '../results/merge-reports.js'
import type { Report, ReportSums } from '../results/report.js'
import { RESAMPLES } from '../statistics/poisson-weights.js'

const count = z.number().int().min(0)
const sums = z.array(z.number()).length(RESAMPLES)
const tally = z
  .object({
    total: count,
    scored: count,
    wrongLanguage: count,
    skipped: count,
    failed: count,
    sum: z.number().min(0),
    binary: z.boolean(),
    weights: sums,
    weightedSums: sums,
    reasons: z.record(z.string(), z.object({ count, message: z.string() })),
  })
  .refine(({ total, scored, wrongLanguage, skipped, failed }) => total === scored + wrongLanguage + skipped + failed, {
    message: 'the counts do not add up to the total',
  })
const key = z.record(z.string(), z.string().nullable())
const usage = z.object({
  calls: count,
  cacheHits: count,
  failures: count,
  promptTokens: z.number().min(0),
  completionTokens: z.number().min(0),
  wallTime: z.number().min(0),
  cost: z.number().min(0).optional(),
})
const report = z.object({
  signature: z.record(z.string(), z.string()),
  wrongLanguage: z.enum(wrongLanguagePolicies),
  by: z.array(z.string()),
  usage: usage.optional(),
  tallies: z.array(z.object({ by: key, metrics: z.record(z.string(), tally) })),
})

/**
 * A whole report, from the sums behind its means, as `score --report` writes them; what else the file says of means is not believed.
 *
 * @throws InputError for a file that cannot be read, or holds no such report.
 */
export async function readReport(path: string): Promise<Report> {
  return mergeReports([await readReportSums(path)])
}

/** The sums of a report alone. @throws InputError likewise. */
export async function readReportSums(path: string): Promise<ReportSums> {
  let parsed: unknown
  try {
    parsed = JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'not valid JSON' : `cannot be read (${(error as Error).message})`
    throw new InputError(path, reason)
  }
  const checked = report.safeParse(parsed)
  if (checked.success) return parsed as ReportSums
  const [issue] = checked.error.issues
  const at = issue?.path.join('.')
  if (at === 'tallies')
    throw new InputError(path, 'holds means without their sums; write it with `score --report FILE`')
  throw new InputError(path, `not a report of \`score --report\` (${at || 'file'}: ${issue?.message})`)
}
