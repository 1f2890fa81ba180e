import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { InputError } from '../core/input-error.js'
import { packageVersion } from '../core/version.js'
import { decodings } from '../generate/decoding.js'
import { generate } from '../generate/generate.js'
import type { Decoding, Generator } from '../generate/generator.js'
import { requireExact } from '../generate/require-exact.js'
import { serverGenerator } from '../generate/server-generator.js'
import { atomicFile } from '../io/atomic-file.js'
import { isChatError } from '../llm/chat-client.js'
import { countProgress } from './progress.js'
import { type PromptOptions, selectPrompts, withPromptOptions } from './prompt-options.js'
import { parseInteger } from './score-options.js'

interface GenerateCommandOptions extends PromptOptions {
  server?: string
  model?: string
  gguf?: string
  decoding: keyof typeof decodings
  penalty?: number
  maxTokens?: number
  promptTemplate?: string
  concurrency?: number
  wait: number
  allowInexact?: boolean
  out: string
}

/** `crosslingual generate` */
export function generateCommand(): Command {
  const command = new Command('generate')
    .description(
      'Let a model answer prompts: a server by its address, or a GGUF file in this process. Started again, it goes on.',
    )
    .requiredOption('--out <file>', 'the responses, as JSONL; appended to as they come')
    .option(
      '--server <url>',
      'llama.cpp, vLLM, SGLang, TGI, Ollama, TensorRT-LLM, transformers serve, or OpenAI’s protocol',
    )
    .option('--gguf <file>', 'a model file instead (npm install node-llama-cpp)')
    .option('--model <name>', 'where the server has several; its key is read from OPENAI_API_KEY')
    .addOption(
      new Option('--decoding <profile>', 'greedy, with the repetition penalty of')
        .choices(Object.keys(decodings))
        .default('paper'),
    )
    .option('--penalty <number>', 'another repetition penalty, 1 for none', parsePenalty)
    .option('--max-tokens <number>', 'another limit than 512', parseInteger(1))
    .option('--prompt-template <file>', 'a rendered prompt with {input} in it, instead of the chat template')
    .option('--concurrency <number>', 'requests at once (default: what suits the server)', parseInteger(1))
    .option('--wait <seconds>', 'for a server that is still loading', parseInteger(0), 120)
    .option('--allow-inexact', 'go on where the penalty cannot be as asked, and record what it does')
  return withPromptOptions(command).action(run)
}

async function run(options: GenerateCommandOptions): Promise<void> {
  const prompts = await selectPrompts(options)
  const generator = await makeGenerator(options)
  const decoding: Decoding = {
    ...decodings[options.decoding],
    ...(options.penalty !== undefined && { repetitionPenalty: options.penalty }),
    ...(options.maxTokens !== undefined && { maxTokens: options.maxTokens }),
  }
  const stop = new AbortController()
  const onSignal = () => stop.abort(new InputError(options.out, 'stopped; start again to go on'))
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const bar = countProgress(prompts.length, 'responses')
  try {
    const penalty = await requireExact(generator, decoding, {
      ...(options.allowInexact && { allowInexact: true }),
      signal: stop.signal,
    })
    const failures = new Map<string, number>()
    let known = 0
    const running = generate(prompts, {
      generator,
      decoding,
      out: options.out,
      signal: stop.signal,
      onResponse: ({ generation }, wasKnown) => {
        if (wasKnown) known += 1
        if (generation.error !== undefined) failures.set(generation.error, (failures.get(generation.error) ?? 0) + 1)
        bar.add(generation.error !== undefined)
      },
    })
    for await (const _ of running) {
      // They are on disk.
    }
    const manifest = {
      crosslingual: packageVersion,
      model: generator.model,
      server: await generator.describe(),
      decoding,
      ...(penalty !== undefined && { penalty }),
      prompts: prompts.length,
      failures: Object.fromEntries(failures),
    }
    await writeWhole(`${options.out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`)
    bar.stop()
    const failed = [...failures].map(([reason, count]) => `${count} × ${reason}`).join(', ')
    process.stderr.write(
      `${prompts.length} responses in ${options.out}` +
        `${known > 0 ? `, ${known} of them from before` : ''}${failed === '' ? '' : `; without one: ${failed}`}\n`,
    )
  } catch (error) {
    bar.stop()
    if (isChatError(error))
      throw new InputError(options.server ?? generator.model, `${error.message}; start again to go on from here`)
    throw error
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
    await generator.dispose?.()
  }
}

async function makeGenerator(options: GenerateCommandOptions): Promise<Generator> {
  const { server, gguf, model, promptTemplate, concurrency, wait } = options
  if ((server === undefined) === (gguf === undefined)) throw new InputError('--server, --gguf', 'give one of them')
  if (gguf !== undefined) throw new InputError('--gguf', 'not there yet')
  return serverGenerator({
    url: server as string,
    wait: wait * 1000,
    onWaiting: (state, seconds) => process.stderr.write(`${state}, ${seconds} s\n`),
    ...(model !== undefined && { model }),
    ...(concurrency !== undefined && { concurrency }),
    ...(promptTemplate !== undefined && { promptTemplate: readText(promptTemplate) }),
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(path, `cannot be read (${(error as Error).message})`)
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await atomicFile(path)
  await file.write(text)
  await file.commit()
}

function parsePenalty(value: string): number {
  const number = Number(value)
  if (!(number > 0 && number <= 10)) throw new InvalidArgumentError('Give a number above 0, mostly from 1 to 1.5.')
  return number
}
