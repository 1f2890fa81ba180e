import { once } from 'node:events'
import { Command } from 'commander'
import type { Prompt } from '../core/prompt.js'
import { evaluationSetVersion } from '../evalset/evaluation-set.js'
import { writeWhole } from '../files/atomic-file.js'
import { type PromptOptions, selectPrompts, withPromptOptions } from './options/prompt-options.js'

/** `crosslingual evalset` */
export function evalsetCommand(): Command {
  const command = new Command('evalset')
  return withPromptOptions(command)
    .version(evaluationSetVersion, '-V, --version', 'print the version of the set')
    .option('--out <file>', 'write there instead of standard output')
    .action(async (options: PromptOptions & { out?: string }) => write(await selectPrompts(options), options.out))
}

async function write(prompts: readonly Prompt[], path: string | undefined): Promise<void> {
  const lines = prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join('')
  if (path === undefined) {
    if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
    return
  }
  await writeWhole(path, lines)
  process.stderr.write(`${prompts.length} prompts in ${path}\n`)
}
