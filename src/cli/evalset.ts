import { once } from 'node:events'
import { Command } from 'commander'
import type { Prompt } from '../core/prompt.js'
import { evaluationSetVersion } from '../evalset/evaluation-set.js'
import { writeWhole } from '../files/atomic-file.js'
import { assertOutputs } from '../files/output-file.js'
import { withForce } from './options/force.js'
import { type PromptOptions, selectPrompts, withPromptOptions } from './options/prompt-options.js'
import { tell } from './output/tell.js'

/** `crosslingual evalset` */
export function evalsetCommand(): Command {
  const command = new Command('evalset')
  return withForce(
    withPromptOptions(command)
      .version(evaluationSetVersion, '-V, --version', 'print the version of the set')
      .option('--out <file>', 'write there instead of standard output'),
    '--out',
  ).action(async (options: EvalsetOptions) => {
    const { out, prompts, force = false } = options
    assertOutputs({ outputs: { '--out': out }, inputs: [prompts], force })
    await write(await selectPrompts(options), out, force)
  })
}

interface EvalsetOptions extends PromptOptions {
  out?: string
  force?: boolean
}

async function write(prompts: readonly Prompt[], path: string | undefined, overwrite: boolean): Promise<void> {
  const lines = prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join('')
  if (path === undefined) {
    if (!process.stdout.write(lines)) await once(process.stdout, 'drain')
    return
  }
  await writeWhole(path, lines, { overwrite })
  tell(`${prompts.length} prompts in ${path}`)
}
