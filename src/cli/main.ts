import { CommanderError } from 'commander'
import { InputError } from '../core/input-error.js'
import { oneLine, tell } from './output/tell.js'
import { commandLine } from './program.js'

/** Exit codes: 0 done, 1 a `--min` or a gate was not reached, 2 usage, input, a bug, 3 a gate with too few valid scores. */
async function main(): Promise<void> {
  try {
    // `crosslingual NAME …` or `crosslingual help NAME`.
    const program = await commandLine(process.argv.slice(2, 4), (code) => {
      process.exitCode = code
    })
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return
    process.exitCode = 2
    if (error instanceof CommanderError) return // it has said why
    const expected = error instanceof InputError || error instanceof RangeError || error instanceof TypeError
    tell(`crosslingual: ${expected ? oneLine(error.message) : ((error as Error).stack ?? String(error))}`)
  }
}

// A reader that closes early (`| head`) is no error of ours; what has been decided by then stands.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(`crosslingual: stdout: cannot be written (${error.message})\n`)
  process.exit(2)
})

await main()
