import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onlyNumbers, type Scores } from './expected.js'

/** What a host reports of a run. */
interface Reported {
  /** By sample, the scores that it has. */
  samples: Record<string, Scores>
  /** Its own means by metric, where it has any. */
  means?: Record<string, number>
  /** Its own mean over the metrics of a sample, where it has any; null where it reports none. */
  sampleMeans?: Record<string, number | null>
  /** Its own mean over everything, where it has one. */
  overall?: number
  /** The samples that it counts as errors of a judge, where it has such. */
  graderErrors?: string[]
}

/** Our scorers as they are in a host, its types checked: a program beside the example. */
interface Plain {
  file: string
  program: string
  /** Run by itself: it is no evaluation of the same run. */
  alone?: true
  /** What the host reports of a German answer whose spelling is skipped for want of a dictionary. Default: nothing is run, its types are all. */
  read?: (folder: string, stdout: string) => unknown
  says?: unknown
}

export interface Host {
  /** Its folder in `examples`. */
  example: string
  package: string
  /** The least version of Node that it runs on, where that is above ours. */
  node?: readonly [major: number, minor: number]
  npmOptions?: readonly string[]
  /** What of its optional dependencies it cannot do without. */
  needs?: Record<string, string>
  /** The exit code of a run in which responses are found wanting. Default: 0. */
  status?: number
  read: (folder: string, stdout: string) => Reported
  /** What it reports as the mean of a sample without any score: of which all is skipped, and of which the judge failed and the rest is skipped. */
  withoutScores?: { 'no-letters': number | null; 'failed-judge': number | null }
  plain?: readonly Plain[]
}

const IMPORTS = `import { languageCorrectness, spellcheckRatio } from 'crosslingual'\n`
const INPUT = `'Wann kommt der Zug an?'`
const OUTPUT = `'Der Zug kommt morgen früh um acht Uhr an.'`

export const hosts: readonly Host[] = [
  {
    example: 'autoevals',
    package: 'braintrust',
    read: (_folder, stdout) => {
      const { results, summary } = lastLine(stdout)
      const { Levenshtein: _, ...means } = summary.scores
      return {
        samples: byId(results, ({ metadata, scores }) => {
          const { Levenshtein: _, ...ours } = scores
          return [metadata.id, onlyNumbers(ours)]
        }),
        means: scoresWithin(means),
      }
    },
    plain: [
      {
        file: 'plain.ts',
        alone: true,
        program: `${IMPORTS}import type { Scorer } from 'autoevals'
import { Eval } from 'braintrust'
const typed: Scorer<string, { input: string; language?: string }>[] = [languageCorrectness(), spellcheckRatio()]
const evaluator = {
  data: [{ input: ${INPUT}, expected: '' }],
  task: () => ${OUTPUT},
  scores: [languageCorrectness(), spellcheckRatio()],
}
const { summary } = await Eval('plain', evaluator, { noSendLogs: true })
console.log(JSON.stringify([typed.length, summary.scores]))`,
        read: (_folder, stdout) => scoresWithin(lastLine(stdout)[1]),
        says: { languageCorrectness: 1 },
      },
    ],
  },
  {
    example: 'evalite',
    package: 'evalite',
    read: (folder) => {
      const { evals } = readJson(folder, 'report.json')
      const { results, averageScore } = evals.find(({ name }: Json) => name === 'answers')
      return {
        samples: byId(results, ({ input, scores }) => [input.id, named(scores)]),
        sampleMeans: byId(results, ({ input, averageScore }) => [input.id, averageScore]),
        overall: averageScore, // over the rows that have scores
      }
    },
    withoutScores: { 'no-letters': 0, 'failed-judge': 0 }, // "-" on the terminal
    plain: [
      {
        file: 'plain.eval.ts',
        program: `${IMPORTS}import { type Evalite, evalite } from 'evalite'
const scorers: Evalite.Scorer<string, string, string>[] = [languageCorrectness(), spellcheckRatio()]
evalite('plain', { data: [{ input: ${INPUT} }], task: () => ${OUTPUT}, scorers })`,
        read: (folder) => readJson(folder, 'report.json').evals.find(({ name }: Json) => name === 'plain').averageScore,
        says: 0.5, // null counted as 0: what evaliteScorers is for
      },
    ],
  },
  {
    example: 'vitest-evals',
    package: 'vitest-evals',
    read: (folder) => {
      const tests = testsOf(readJson(folder, 'report.json'), 'answers.test.ts')
      return {
        samples: byId(tests, ({ title, meta }) => [title, named(meta.eval?.scores ?? [])]),
        sampleMeans: byId(tests, ({ title, meta }) => [title, meta.eval?.avgScore ?? null]),
      }
    },
    withoutScores: { 'no-letters': null, 'failed-judge': null }, // skipped tests
    needs: { ai: '^6.0.0' }, // of its /legacy
    plain: [
      {
        file: 'plain.test.ts',
        program: `${IMPORTS}import { createHarness, describeEval } from 'vitest-evals'
const judges = [languageCorrectness(), spellcheckRatio()].map((scorer) => ({
  name: scorer.name,
  assess: ({ input, output }: { input: string; output: string }) => scorer({ input, output }),
}))
const harness = createHarness<string, string>({ name: 'plain', run: () => ({ output: ${OUTPUT}, messages: [{ role: 'user', content: '' }] }) })
describeEval('plain', { harness, judges, judgeThreshold: null }, (it) => {
  it('german', async ({ run }) => {
    await run(${INPUT})
  })
})`,
        read: (folder) => testsOf(readJson(folder, 'report.json'), 'plain.test.ts')[0].meta.eval.avgScore,
        says: 0.5, // likewise: what scoredJudges is for
      },
      {
        file: 'legacy.test.ts',
        program: `${IMPORTS}import { describeEval, type ScoreFn } from 'vitest-evals/legacy'
const scorers: ScoreFn[] = [languageCorrectness(), spellcheckRatio()]
const data = async () => [{ input: ${INPUT} }]
describeEval('legacy', { data, task: async () => ${OUTPUT}, scorers, threshold: null })`,
        read: (folder) => testsOf(readJson(folder, 'report.json'), 'legacy.test.ts')[0].meta.eval.avgScore,
        says: 0.5,
      },
    ],
  },
  {
    example: 'promptfoo',
    package: 'promptfoo',
    node: [22, 22],
    status: 100,
    npmOptions: ['--omit=optional'], // 300 MB instead of 1,880
    needs: { [libsqlBinding()]: '0.5.29' },
    read: (folder) => {
      const { results, prompts } = readJson(folder, 'report.json').results
      const { namedScores: sums, namedScoresCount: counts } = prompts[0].metrics
      return {
        samples: byId(results, ({ testCase, namedScores }) => [testCase.description, namedScores]),
        means: Object.fromEntries(Object.keys(sums).map((name) => [name, sums[name] / counts[name]])),
        sampleMeans: byId(results, ({ testCase, score }) => [testCase.description, score]),
        graderErrors: results
          .filter(({ gradingResult }: Json) => gradingResult.componentResults[0].metadata.graderError)
          .map(({ testCase }: Json) => testCase.description),
      }
    },
    withoutScores: { 'no-letters': 1, 'failed-judge': 0 }, // its score has to be a number
    plain: [
      {
        file: 'plain.ts',
        program: `${IMPORTS}import { promptfooAssertion } from 'crosslingual/integrations'
import type { AssertionValueFunction } from 'promptfoo'
export const typed: AssertionValueFunction = promptfooAssertion([languageCorrectness(), spellcheckRatio()])`,
      },
    ],
  },
  {
    example: 'openevals',
    package: 'openevals',
    read: (_folder, stdout) => ({
      samples: byId(lastLine(stdout), ({ id, evaluatorResults }) => [
        id,
        Object.fromEntries(evaluatorResults.map(({ key, score }: Json) => [key, score])),
      ]),
    }),
    plain: [
      {
        file: 'plain.ts',
        alone: true,
        program: `${IMPORTS}import { openevalsEvaluator } from 'crosslingual/integrations'
import type { EvaluatorT } from 'langsmith/evaluation'
import type { SimpleEvaluator } from 'openevals/types'
const evaluator = openevalsEvaluator([languageCorrectness(), spellcheckRatio()])
const typed: [EvaluatorT, SimpleEvaluator] = [evaluator, evaluator]
const results = await evaluator({ inputs: { input: ${INPUT} }, outputs: { output: ${OUTPUT} } })
console.log(JSON.stringify(results.slice(0, typed.length).map(({ key, score }) => [key, score])))`,
        read: (_folder, stdout) => lastLine(stdout),
        says: [['languageCorrectness', 1]],
      },
    ],
  },
  {
    example: 'mastra',
    package: '@mastra/core',
    node: [22, 13],
    read: (_folder, stdout) => {
      const { items, scores } = lastLine(stdout)
      return {
        samples: byId(items, ({ input, scorerResults }) => [input.id, scoresWithin(scorerResults)]),
        means: scores,
      }
    },
  },
]

/** The native part of promptfoo's data base. */
function libsqlBinding(): string {
  const kind = process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : ''
  return `@libsql/${process.platform}-${process.arch}${kind}`
}

/** What a host wrote, looked at as it is. */
// biome-ignore lint/suspicious/noExplicitAny: six reports of six shapes; the test holds what is read from them to numbers.
type Json = any

function readJson(folder: string, file: string): Json {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

function lastLine(stdout: string): Json {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
}

function testsOf(report: Json, file: string): Json {
  return report.testResults.find(({ name }: Json) => name.endsWith(file)).assertionResults
}

function byId<Value>(items: Json[], entry: (item: Json) => [string, Value]): Record<string, Value> {
  return Object.fromEntries(items.map(entry))
}

function named(scores: Json[]): Scores {
  return Object.fromEntries(scores.map(({ name, score }) => [name, score]))
}

/** Of results by metric, the `score` of those that have one. */
function scoresWithin(results: Record<string, { score?: number | null }>): Record<string, number> {
  return onlyNumbers(Object.fromEntries(Object.entries(results).map(([name, { score }]) => [name, score]))) as Record<
    string,
    number
  >
}
