import { Command } from 'commander'
import { packageVersion } from '../core/version.js'

interface CommandEntry {
  description: string
  load(exit: (code: number) => void): Promise<Command>
}

/** Each command with what the list of commands says of it. Its own file is loaded when it runs. */
const commands: Readonly<Record<string, CommandEntry>> = {
  score: {
    description:
      'Score the responses in files (JSONL, JSON, CSV, TSV, parquet, or a harness’s; - is standard input) and print a summary.',
    load: async () => (await import('./score/score.js')).scoreCommand(),
  },
  merge: {
    description: 'Merge the scores of shards into the report of the whole.',
    load: async () => (await import('./merge.js')).mergeCommand(),
  },
  agree: {
    description:
      'How far raters agree, judge and human or several judges, on the six criteria (samples are matched by id).',
    load: async () => (await import('./agree.js')).agreeCommand(),
  },
  'bundle-data': {
    description: 'Put the model and the dictionaries beside a bundled program, which does not hold them.',
    load: async () => (await import('./bundle-data.js')).bundleDataCommand(),
  },
  compare: {
    description:
      'Say whether A is better than B: sample by sample, by id, over the samples that are scored in both, with intervals that know what hangs together.',
    load: async () => (await import('./compare.js')).compareCommand(),
  },
  evalset: {
    description: 'Write the prompts of the evaluation set as JSONL, for any generator: id, task, input, language.',
    load: async () => (await import('./evalset.js')).evalsetCommand(),
  },
  gate: {
    description:
      'Decide whether scores are good enough. Exits with 0 if they are, 1 if they are not, 2 for wrong usage or input, 3 if there are too few valid scores to say.',
    load: async (exit) => (await import('./gate/gate.js')).gateCommand(exit),
  },
  generate: {
    description:
      'Let a model answer prompts: a server by its address, or a GGUF file in this process. Started again, it goes on.',
    load: async () => (await import('./generate/generate.js')).generateCommand(),
  },
  run: {
    description:
      'From prompts to tables: generate, score, judge the models over the minimal bar, report. Started again, it goes on.',
    load: async () => (await import('./run/run.js')).runCommand(),
  },
  select: {
    description:
      'For each configuration, choose the learning rate (or another field) with the best surface metrics over all languages, above a minimal bar.',
    load: async () => (await import('./select.js')).selectCommand(),
  },
}

/** The names of all commands. */
export const commandNames = Object.keys(commands)

/**
 * The command line. `exit` takes the exit code that a gate decides on.
 *
 * @param used The commands that it must be able to run and explain; of the others it knows the name and a sentence.
 */
export async function commandLine(used: readonly string[], exit: (code: number) => void): Promise<Command> {
  const program = new Command('crosslingual')
    .description('Scores LLM responses in any language: right language, real words, what a judge says.')
    .version(packageVersion)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .enablePositionalOptions() // so that a --version after a command is the command's
  for (const [name, { description, load }] of Object.entries(commands)) {
    const command = used.includes(name) ? await load(exit) : new Command(name)
    command.description(description)
    if (command.version() === undefined) command.version(packageVersion)
    program.addCommand(command.exitOverride())
  }
  return program
}
