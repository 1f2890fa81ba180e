import { Command, InvalidArgumentError, Option } from 'commander'
import { assertOutputs } from '../../files/output-file.js'
import { decodings } from '../../generate/generator.js'
import { type PromptOptions, selectPrompts, withPromptOptions } from '../options/prompt-options.js'
import { parseInteger } from '../options/score-options.js'
import { generateFile, type ModelSource, makeGenerator } from './generating.js'

interface GenerateCommandOptions extends PromptOptions, ModelSource {
  decoding: keyof typeof decodings
  penalty?: number
  maxTokens?: number
  allowInexact?: boolean
  out: string
}

/** `crosslingual generate` */
export function generateCommand(): Command {
  const command = new Command('generate')
    .requiredOption('--out <file>', 'the responses, as JSONL; appended to as they come')
    .option(
      '--server <url>',
      'llama.cpp, vLLM, SGLang, TGI, Ollama, TensorRT-LLM, transformers serve, llama-cpp-python, or OpenAI’s protocol',
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
  const { out } = options
  assertOutputs({
    outputs: { '--out': out, 'the manifest': `${out}.manifest.json` },
    inputs: [options.prompts, options.gguf, options.promptTemplate],
    force: false,
    own: ['--out', 'the manifest'],
  })
  const prompts = await selectPrompts(options)
  const generator = await makeGenerator(options)
  const decoding = {
    ...decodings[options.decoding],
    ...(options.penalty !== undefined && { repetitionPenalty: options.penalty }),
    ...(options.maxTokens !== undefined && { maxTokens: options.maxTokens }),
  }
  try {
    await generateFile(prompts, generator, decoding, options)
  } finally {
    await generator.dispose?.()
  }
}

function parsePenalty(value: string): number {
  const number = Number(value)
  if (!(number > 0 && number <= 10)) throw new InvalidArgumentError('Give a number above 0, mostly from 1 to 1.5.')
  return number
}
