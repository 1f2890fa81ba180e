import { Command } from 'commander'
import { packageVersion } from '../core/version.js'
import { agreeCommand } from './agree.js'
import { bundleDataCommand } from './bundle-data.js'
import { compareCommand } from './compare.js'
import { evalsetCommand } from './evalset.js'
import { gateCommand } from './gate/gate.js'
import { generateCommand } from './generate/generate.js'
import { mergeCommand } from './merge.js'
import { runCommand } from './run/run.js'
import { scoreCommand } from './score/score.js'
import { selectCommand } from './select.js'

/** The command line with all its commands. `exit` takes the exit code that a gate decides on. */
export function commandLine(exit: (code: number) => void): Command {
  const program = new Command('crosslingual')
    .description('Scores LLM responses in any language: right language, real words, what a judge says.')
    .version(packageVersion)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .enablePositionalOptions() // so that a --version after a command is the command's
  const commands = [
    scoreCommand(),
    mergeCommand(),
    agreeCommand(),
    bundleDataCommand(),
    compareCommand(),
    evalsetCommand(),
    gateCommand(exit),
    generateCommand(),
    runCommand(),
    selectCommand(),
  ]
  for (const command of commands) {
    if (command.version() === undefined) command.version(packageVersion)
    program.addCommand(command.exitOverride())
  }
  return program
}
