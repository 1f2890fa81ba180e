import { Command, CommanderError } from 'commander'
import { InputError } from '../core/input-error.js'
import { packageVersion } from '../core/version.js'
import { agreeCommand } from './agree.js'
import { bundleDataCommand } from './bundle-data.js'
import { evalsetCommand } from './evalset.js'
import { gateCommand } from './gate/gate.js'
import { generateCommand } from './generate/generate.js'
import { mergeCommand } from './merge.js'
import { runCommand } from './run/run.js'
import { scoreCommand } from './score/score.js'
import { selectCommand } from './select.js'

/** Exit codes: 0 done, 1 a `--min` or a gate was not reached, 2 usage, input, a bug, 3 a gate with too few valid scores. */
async function main(): Promise<void> {
  const program = new Command('crosslingual')
    .description('Scores LLM responses in any language: right language, real words, what a judge says.')
    .version(packageVersion)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
  const exit = (code: number) => {
    process.exitCode = code
  }
  program.addCommand(scoreCommand().exitOverride())
  program.addCommand(mergeCommand().exitOverride())
  program.addCommand(agreeCommand().exitOverride())
  program.addCommand(bundleDataCommand().exitOverride())
  program.addCommand(evalsetCommand().exitOverride())
  program.addCommand(gateCommand(exit).exitOverride())
  program.addCommand(generateCommand().exitOverride())
  program.addCommand(runCommand().exitOverride())
  program.addCommand(selectCommand().exitOverride())
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    process.exitCode = 2
    if (error instanceof CommanderError) return // it has said why
    const expected = error instanceof InputError || error instanceof RangeError || error instanceof TypeError
    process.stderr.write(`crosslingual: ${expected ? error.message : ((error as Error).stack ?? String(error))}\n`)
  }
}

// A reader that closes early (`| head`) is no error of ours; what has been decided by then stands.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(`crosslingual: stdout: cannot be written (${error.message})\n`)
  process.exit(2)
})

await main()
