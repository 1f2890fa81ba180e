import { type Command, InvalidArgumentError, Option } from 'commander'
import { InputError } from '../../core/input-error.js'
import type { Sample } from '../../core/sample.js'
import type { Scorer } from '../../core/scorer.js'
import { locatedSamples } from '../../files/read-samples.js'
import { cached } from '../../llm/cache.js'
import type { ChatClient } from '../../llm/chat-client.js'
import { diskStore } from '../../llm/disk-cache.js'
import { type EmbeddedClient, embeddedClient } from '../../llm/embedded.js'
import { type MeteredClient, metered, type Prices } from '../../llm/metered.js'
import { openaiClient } from '../../llm/openai.js'
import { relevanceJudge } from '../../scorers/judge/relevance-judge.js'
import { sixCriteriaJudge } from '../../scorers/judge/six-criteria-judge.js'
import { findModifier } from '../../scorers/modifiers/modifier.js'
import { modifiers } from '../../scorers/modifiers/modifiers.js'
import { parseInteger, parseList } from './score-options.js'

/** What the user says about judging. */
export interface JudgeOptions {
  judge?: string[]
  judgeUrl?: string
  judgeModel?: string
  judgeEmbedded?: string
  judgeConcurrency: number
  judgeMaxTokens?: number
  judgeReasoningEffort?: string
  judgeExtraBody?: Record<string, unknown>
  judgePrices?: Prices
  cache?: string
}

/** The judges of a run, and the one client that they share. */
export interface Judges {
  scorers: Scorer[]
  client: MeteredClient
  /** Frees an embedded model, which would keep the process alive. */
  close(): Promise<void>
}

/** Tokens of a prompt's own words and of an answer, about: what the estimate adds to the sample's text. */
const OVERHEAD = { relevance: { prompt: 130, completion: 2 }, 'six-criteria': { prompt: 420, completion: 60 } } as const
const CHARACTERS_A_TOKEN = 3

type JudgeName = keyof typeof OVERHEAD
const judgeNames = Object.keys(OVERHEAD) as JudgeName[]

/** Adds the options of judging to a command. */
export function withJudgeOptions(command: Command): Command {
  return command
    .option('--judge <names>', `ask a model too: ${judgeNames.join(', ')}`, parseJudges)
    .option('--judge-model <name>', 'the judge, as its server calls it; the key is read from OPENAI_API_KEY')
    .option('--judge-url <url>', 'its server, any that speaks OpenAI’s chat completions (default: OPENAI_BASE_URL)')
    .option('--judge-embedded <file>', 'a GGUF model in this process instead (npm install node-llama-cpp)')
    .option('--judge-concurrency <number>', 'calls at once', parseInteger(1), 8)
    .option('--judge-max-tokens <number>', 'of an answer, those included that the judge thinks with', parseInteger(1))
    .option('--judge-reasoning-effort <level>', 'how much a judge is to think that thinks: none, low, medium, high …')
    .addOption(
      new Option('--judge-extra-body <json>', 'what else its server is told, over what it is told anyway').argParser(
        parseBody,
      ),
    )
    .addOption(
      new Option('--judge-prices <prompt,completion>', 'money for a million tokens, to report what it cost').argParser(
        parsePrices,
      ),
    )
    .option('--cache <folder>', 'keep answers there: a run that is started again asks only what is missing')
}

/**
 * The judges that were asked for; undefined for none.
 *
 * @throws InputError without a model: there is no default.
 */
export function makeJudges(options: JudgeOptions): Judges | undefined {
  if (options.judge === undefined) return undefined
  const store = options.cache === undefined ? undefined : diskStore(options.cache)
  const model = makeClient(options)
  const client = metered(cached(model, store), options.judgePrices)
  const { judgeMaxTokens: maxTokens } = options
  const judge = { client, ...(maxTokens !== undefined && { maxTokens }) }
  const make: Record<JudgeName, () => readonly Scorer[]> = {
    relevance: () => [relevanceJudge(judge)],
    'six-criteria': () => sixCriteriaJudge(judge).scorers,
  }
  return {
    client,
    scorers: options.judge.flatMap((name) => make[name as JudgeName]()),
    close: async () => model.dispose?.(),
  }
}

function makeClient(options: JudgeOptions): ChatClient & Partial<EmbeddedClient> {
  const { judgeEmbedded, judgeModel, judgeUrl, judgeConcurrency, judgeReasoningEffort: effort } = options
  const extraBody = { ...(effort !== undefined && { reasoning_effort: effort }), ...options.judgeExtraBody }
  const hasExtra = Object.keys(extraBody).length > 0
  if (judgeEmbedded !== undefined) {
    if (hasExtra) {
      const what = effort === undefined ? '--judge-extra-body' : '--judge-reasoning-effort'
      throw new InputError(what, 'is for a judge’s server, and --judge-embedded has none')
    }
    return embeddedClient({ modelPath: judgeEmbedded })
  }
  if (judgeModel === undefined) {
    throw new InputError('--judge', 'name the judge with --judge-model, or give --judge-embedded model.gguf')
  }
  return openaiClient({
    model: judgeModel,
    concurrency: judgeConcurrency,
    ...(hasExtra && { extraBody }),
    ...(judgeUrl !== undefined && { baseURL: judgeUrl }),
  })
}

/**
 * Asks the judge's server who it is, or loads the model.
 *
 * @throws InputError when that fails: a judge that is not there at the start is a mistake, and not an outage to be recorded sample by sample.
 */
export async function assertJudge(client: ChatClient): Promise<void> {
  try {
    await client.identity()
  } catch (error) {
    throw new InputError('--judge', `the judge cannot be asked (${(error as Error).message})`)
  }
}

/**
 * Says on standard error what judging will take, before the first call: the files are read once for it. The tokens are a guess of three
 * characters each.
 */
export async function announceJudging(
  files: readonly string[],
  judges: readonly string[],
  options: Parameters<typeof locatedSamples>[1] & { withModifiers: boolean },
): Promise<void> {
  if (files.includes('-')) {
    process.stderr.write(`judging: ${judges.length} calls a sample; standard input has no end to count to\n`)
    return
  }
  let samples = 0
  let characters = 0
  let styles = 0 // modifiers that no check decides
  for (const file of files) {
    for await (const { sample } of locatedSamples(file, { ...options, onBadLine: () => {} })) {
      samples += 1
      characters += textLength(sample)
      if (options.withModifiers && isJudged(sample.modifier)) styles += 1
    }
  }
  const overhead = judges.map((name) => OVERHEAD[name as JudgeName])
  const prompt = overhead.reduce((sum, each) => sum + samples * each.prompt + characters / CHARACTERS_A_TOKEN, 0)
  const completion = overhead.reduce((sum, each) => sum + samples * each.completion, 0)
  process.stderr.write(
    `judging: ${count(samples * judges.length + styles)} calls at most, about ${count(prompt)} tokens of prompt and ${count(completion)} of answers\n`,
  )
}

function isJudged(modifier: Sample['modifier']): boolean {
  const found = modifier === undefined || modifier === null ? undefined : findModifier(modifier, modifiers)
  return found !== undefined && found.modifier.check === undefined
}

function textLength({ output, input }: Sample): number {
  return output.length + (input ?? '').length
}

function count(number: number): string {
  return new Intl.NumberFormat('en').format(Math.round(number))
}

function parseJudges(value: string): string[] {
  const names = parseList(value)
  for (const name of names) {
    if (!judgeNames.includes(name as JudgeName)) {
      throw new InvalidArgumentError(`There is no judge "${name}". Known: ${judgeNames.join(', ')}.`)
    }
  }
  return names
}

function parseBody(value: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(value)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  } catch {
    // said below
  }
  throw new InvalidArgumentError('Give a JSON object, e.g. {"chat_template_kwargs": {"enable_thinking": false}}.')
}

function parsePrices(value: string): Prices {
  const [prompt, completion, ...rest] = parseList(value).map(Number)
  if (!((prompt as number) >= 0 && (completion as number) >= 0) || rest.length > 0) {
    throw new InvalidArgumentError('Give two numbers, for a million tokens of prompts and of answers, e.g. 0.5,1.5.')
  }
  return { prompt: prompt as number, completion: completion as number }
}
