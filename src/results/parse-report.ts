import { InputError } from '../core/input-error.js'
import { wrongLanguagePolicies } from '../core/wrong-language.js'
import { RESAMPLES } from '../statistics/poisson-weights.js'
import { mergeReports } from './merge-reports.js'
import type { Report, ReportSums } from './report.js'

/**
 * The report that `formatJson` or `crosslingual score --report` wrote: `parseReport(formatJson(report))` equals `report`. Only the sums behind the means are believed;
 * groups and macro means are made of them again, so that means which were changed by hand come out as they were.
 *
 * @throws InputError naming the place in the JSON (`tallies[0].metrics.spellcheckRatio.sum`), for a text that is no JSON or no report.
 *
 * @example
 * ```ts
 * const report = await evaluate([{ output: 'Bonjour.', language: 'fr' }], { by: ['language'] })
 * parseReport(formatJson(report)) // => report
 * ```
 */
export function parseReport(text: string): Report {
  return mergeReports([parseReportSums(text, 'report')])
}

/**
 * The sums of a report alone.
 *
 * @param where What errors call it.
 * @throws InputError as {@link parseReport} does.
 */
export function parseReportSums(text: string, where: string): ReportSums {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new InputError(where, 'not valid JSON')
  }
  try {
    report(parsed, '')
  } catch (error) {
    throw error instanceof Misfit ? new InputError(where, error.message) : error
  }
  return parsed as ReportSums
}

/** What is not as it is in a report. */
class Misfit extends Error {}

function misfit(at: string, problem: string): Misfit {
  return new Misfit(`not a report of \`score --report\` (${at || 'report'}: ${problem})`)
}

/** Looks at a value, and throws a Misfit. Written out: a library of schemas would take longer to load than all of this subpath. */
type Check = (value: unknown, at: string) => void

const text = of('text', (value) => typeof value === 'string')
const textOrNull = of('text or null', (value) => value === null || typeof value === 'string')
const amount = of('a number from 0', (value) => typeof value === 'number' && value >= 0)
const count = of('a whole number from 0', (value) => Number.isSafeInteger(value) && (value as number) >= 0)
const wrongLanguage = of(`one of ${wrongLanguagePolicies.join(', ')}`, (value) =>
  (wrongLanguagePolicies as readonly unknown[]).includes(value),
)
const sums = listOf(amount, RESAMPLES)
const scale = of('binary, graded or null', (value) => [null, 'binary', 'graded'].includes(value as string | null))

const tallyFields = fields({
  total: count,
  scored: count,
  wrongLanguage: count,
  skipped: count,
  failed: count,
  sum: amount,
  squares: amount,
  scale,
  marks: listOf(count),
  unnamed: count,
  weights: sums,
  weightedSums: sums,
  reasons: mapOf(fields({ count, message: text })),
})
const tally: Check = (value, at) => {
  tallyFields(value, at)
  const { total, scored, wrongLanguage, skipped, failed } = value as Record<string, number>
  if (total !== sumOf(scored, wrongLanguage, skipped, failed)) {
    throw misfit(at, 'the counts do not add up to the total')
  }
}
const usage = fields(
  {
    calls: count,
    cacheHits: count,
    failures: count,
    promptTokens: amount,
    completionTokens: amount,
    wallTime: amount,
  },
  { cost: amount },
)
const head = fields({ signature: mapOf(text), wrongLanguage, by: listOf(text) }, { usage })
const metrics = mapOf(tally)

const report: Check = (value, at) => {
  head(value, at)
  const { by, tallies } = value as { by: string[]; tallies?: unknown }
  if (tallies === undefined) throw new Misfit('holds means without their sums; write it with `score --report FILE`')
  const key = fields(Object.fromEntries(by.map((field) => [field, textOrNull])))
  listOf(fields({ by: key, metrics }, { guessed: metrics }))(tallies, 'tallies')
}

function of(expected: string, isOne: (value: unknown) => boolean): Check {
  return (value, at) => {
    if (!isOne(value)) throw misfit(at, value === undefined ? `is missing (${expected})` : `expected ${expected}`)
  }
}

function listOf(each: Check, length?: number): Check {
  return (value, at) => {
    const isList = Array.isArray(value) && (length === undefined || value.length === length)
    if (!isList) throw misfit(at, `expected a list${length === undefined ? '' : ` of ${length}`}`)
    for (const [i, item] of value.entries()) each(item, `${at}[${i}]`)
  }
}

function mapOf(each: Check): Check {
  return (value, at) => {
    assertObject(value, at)
    for (const [name, member] of Object.entries(value)) each(member, memberOf(at, name))
  }
}

function fields(required: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value, at) => {
    assertObject(value, at)
    for (const [name, check] of Object.entries(required)) check(own(value, name), memberOf(at, name))
    for (const [name, check] of Object.entries(optional)) {
      const member = own(value, name)
      if (member !== undefined) check(member, memberOf(at, name))
    }
  }
}

function assertObject(value: unknown, at: string): asserts value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw misfit(at, value === undefined ? 'is missing' : 'expected an object')
  }
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** A place in the JSON; names in a file are untrusted text. */
function memberOf(at: string, name: string): string {
  if (/^\w+$/.test(name)) return at === '' ? name : `${at}.${name.slice(0, 60)}`
  return `${at}[${JSON.stringify(name.slice(0, 60)).replace(/\p{C}/gu, '�')}]`
}

function sumOf(...counts: (number | undefined)[]): number {
  return counts.reduce<number>((sum, each) => sum + (each ?? 0), 0)
}
