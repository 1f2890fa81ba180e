import type { Command } from 'commander'
import { agreeCommand } from '../../src/cli/agree.js'
import { evalsetCommand } from '../../src/cli/evalset.js'
import { gateCommand } from '../../src/cli/gate/gate.js'
import { generateCommand } from '../../src/cli/generate/generate.js'
import { mergeCommand } from '../../src/cli/merge.js'
import { runCommand } from '../../src/cli/run/run.js'
import { scoreCommand } from '../../src/cli/score/score.js'
import { selectCommand } from '../../src/cli/select.js'

const factories: Record<string, () => Command> = {
  agree: agreeCommand,
  evalset: evalsetCommand,
  gate: () => gateCommand(() => {}),
  generate: generateCommand,
  merge: mergeCommand,
  run: runCommand,
  score: scoreCommand,
  select: selectCommand,
}

/** The commands of a shell script, a line each, with their comments taken off and continued lines joined. */
export function shellLines(script: string): string[] {
  return script
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s+)#.*$/, '').trim())
    .filter((line) => line !== '')
}

/** The commands of a pipeline, as lists of words; a redirection to a file is left out. */
export function pipeline(line: string): string[][] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')
  const commands: string[][] = [[]]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    if (word === '|') commands.push([])
    else if (word === '>') i += 1
    else commands.at(-1)?.push(word)
  }
  return commands
}

/** What follows `crosslingual` or `npx crosslingual`; undefined for another program. */
export function ourArguments(words: readonly string[]): string[] | undefined {
  const own = words[0] === 'npx' ? words.slice(1) : words
  return own[0] === 'crosslingual' ? own.slice(1) : undefined
}

/** What a command is asked for. */
export interface Parsed {
  /** Files that it reads. */
  reads: string[]
  /** Whether it asks a model. */
  asks: boolean
}

/**
 * Reads the arguments as the command line does, and runs nothing.
 *
 * @throws Error for a command, an option or a value that there is not.
 */
export function parseCommand([name = '', ...args]: readonly string[]): Parsed {
  const make = factories[name]
  if (make === undefined) throw new Error(`no command "${name}"`)
  const command = make()
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
  command.action(() => {})
  command.parse(args, { from: 'user' })
  const options = command.opts<Record<string, unknown>>()
  const named = ['config', 'baseline', 'prompts', 'lidModel', 'promptTemplate', 'released'].map((key) => options[key])
  return {
    reads: [...command.args, ...named.filter((file) => typeof file === 'string')].filter((file) => file !== '-'),
    asks: name === 'generate' || name === 'run' || options.judge !== undefined,
  }
}
