import type { Argument, Command, Option } from 'commander'
import { commandLine, commandNames } from '../src/cli/program.js'

const DONE = '0: done'
const ERROR = '2: wrong usage, bad input, or any other error'
const exitCodes: Readonly<Record<string, readonly string[]>> = {
  score: [DONE, '1: a group is below a `--min`', ERROR],
  merge: [DONE, '1: a group is below a `--min`', ERROR],
  gate: ['0: every check passed', '1: a metric is too low', ERROR, '3: too few valid scores to say'],
}

/** The page docs/reference/cli.md, from the definitions of the commands. */
export async function cliReference(): Promise<string> {
  const { commands } = await commandLine(commandNames, () => {})
  const contents = commands.map(
    (each) => `- [${each.name()}](#crosslingual-${each.name()}): ${plain(each.description())}`,
  )
  return `<!-- Made of the definitions of the commands by: npx vitest run tests/docs/cli-reference -u -->

# Command line

${contents.join('\n')}

\`crosslingual help <command>\` prints what is said here of a command, and \`crosslingual --version\` the version.

${commands.map(section).join('\n\n')}
`
}

function section(command: Command): string {
  const name = command.name()
  const parts = [
    `## crosslingual ${name}`,
    plain(command.description()),
    `\`\`\`text\ncrosslingual ${name} ${command.usage()}\n\`\`\``,
    list('Arguments', command.registeredArguments.map(argument)),
    list('Options', command.options.filter(isItsOwn).map(option)),
    list('Exit codes', exitCodes[name] ?? [DONE, ERROR]),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Every command has the package's version. */
function isItsOwn({ long, description }: Option): boolean {
  return long !== '--version' || description !== 'output the version number'
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `**${title}**\n\n${items.map((item) => `- ${item}`).join('\n')}`
}

function argument(argument: Argument): string {
  return `\`${argument.name()}\`: ${plain(argument.description)}`
}

function option({ flags, description, mandatory, argChoices, defaultValue }: Option): string {
  const notes = [
    mandatory ? 'required' : '',
    argChoices === undefined ? '' : `one of ${argChoices.map(code).join(', ')}`,
    // That of `--no-…` is true, which says nothing.
    defaultValue === undefined || defaultValue === true ? '' : `default: ${[defaultValue].flat().map(code).join(', ')}`,
  ].filter((note) => note !== '')
  return `\`${flags}\`: ${plain(description)}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`
}

function code(value: unknown): string {
  return `\`${value}\``
}

/** Outside of `code`, what would be HTML. */
function plain(description: string): string {
  return description.replaceAll('<', '&lt;')
}
