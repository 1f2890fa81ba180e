import type { Command } from 'commander'

/** A command that takes `--force`. @param outputs The options that name the files which it may then replace. */
export function withForce(command: Command, outputs: string): Command {
  return command.option('--force', `replace the files of ${outputs} that are there already`)
}
