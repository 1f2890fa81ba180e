import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { root } from './pages.js'

type MakeCommand = (exit: (code: number) => void) => Command

/** By name, the functions that make a command: the exports of src/cli called `…Command` that need no command to start from. */
const factories = new Map<string, MakeCommand>()
for (const file of readdirSync(join(root, 'src/cli'), { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts')) continue
  const source = readFileSync(join(root, 'src/cli', file), 'utf8')
  for (const [, name = ''] of source.matchAll(/^export function (\w+Command)\((?!command)/gm)) {
    const { [name]: make } = (await import(join(root, 'src/cli', file))) as Record<string, MakeCommand>
    if (make !== undefined) factories.set(make(() => {}).name(), make)
  }
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
  const make = factories.get(name)
  if (make === undefined) throw new Error(`no command "${name}" among ${[...factories.keys()].join(', ')}`)
  const command = make(() => {})
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
