import { appendFile } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { InputError } from '../../core/input-error.js'
import { writeWhole } from '../../files/atomic-file.js'
import { assertOutputs } from '../../files/output-file.js'
import { formatGateJson } from '../../report/gate/gate-json.js'
import { formatJUnit } from '../../report/gate/gate-junit.js'
import { formatGateMarkdown } from '../../report/gate/gate-markdown.js'
import { formatGate } from '../../report/gate/gate-table.js'
import { githubAnnotations } from '../../report/gate/github-annotations.js'
import { printable } from '../../report/printable.js'
import { gate } from '../../results/gate/gate.js'
import type { GateOutcome, GateResult, GateRule } from '../../results/gate/gate-types.js'
import { withForce } from '../options/force.js'
import { writeOut } from '../output/report-output.js'
import { oneLine, tell } from '../output/tell.js'
import { type GateConfig, readGateConfig } from './gate-config.js'
import { type GateInputs, readGateInputs } from './gate-inputs.js'

const formats = { table: formatGate, markdown: formatGateMarkdown, json: formatGateJson } as const
const exitCodes: Record<GateOutcome, number> = { passed: 0, quality: 1, insufficient: 3 }

interface GateCommandOptions {
  config: string
  baseline?: string
  junit?: string
  force?: boolean
  format: keyof typeof formats
}

/** `crosslingual gate FILE` */
export function gateCommand(exit: (code: number) => void): Command {
  return withForce(new Command('gate'), '--junit')
    .argument('<file>', 'scored rows of `score --out`, or a report of `score --report` (named .json)')
    .requiredOption('--config <file>', 'the rules, as JSON')
    .option('--baseline <file>', 'rows or a report of before, which maxDrop compares with')
    .option('--junit <file>', 'write the checks as JUnit XML')
    .addOption(new Option('--format <format>', 'of the result').choices(Object.keys(formats)).default('table'))
    .action(async (file: string, options: GateCommandOptions) => {
      const { junit, baseline, force = false } = options
      assertOutputs({ outputs: { '--junit': junit }, inputs: [file, options.config, baseline], force })
      const config = readGateConfig(options.config)
      assertBaseline(config, options)
      const inputs = await readGateInputs(file, baseline, fieldsOf(config.rules))
      const result = decide(inputs, config, options.config)
      if (junit !== undefined) await writeWhole(junit, formatJUnit(result), { overwrite: force })
      exit(exitCodes[result.outcome]) // before writing: the reader may go away
      await writeOut(formats[options.format](result))
      await tellGitHub(result)
    })
}

function assertBaseline({ rules }: GateConfig, { config, baseline }: GateCommandOptions): void {
  const first = rules.findIndex(({ maxDrop }) => maxDrop !== undefined)
  if (first >= 0 && baseline === undefined) {
    throw new InputError(config, `rules[${first}].maxDrop: compares with a baseline; give one with --baseline FILE`)
  }
  if (first < 0 && baseline !== undefined) {
    throw new InputError(config, 'no rule has maxDrop, so that --baseline would be compared with nothing')
  }
}

/** All fields that any rule groups by. */
function fieldsOf(rules: readonly GateRule[]): string[] {
  return [...new Set(rules.flatMap(({ where = {}, by = [] }) => [...Object.keys(where), ...by]))]
}

function decide({ report, baseline, shared, notes }: GateInputs, config: GateConfig, path: string): GateResult {
  try {
    const result = gate(report, {
      ...config,
      ...(baseline !== undefined && { baseline }),
      ...(shared !== undefined && { shared }),
    })
    return { ...result, notes: [...notes, ...result.notes] }
  } catch (error) {
    const expected = error instanceof RangeError || error instanceof TypeError
    throw expected ? new InputError(path, printable(error.message, 1000)) : error
  }
}

/** A summary of the step, and annotations: on standard error, which the runner reads too, so that JSON on the other stays JSON. */
async function tellGitHub(result: GateResult): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary, GITHUB_ACTIONS: actions } = process.env
  if (summary) {
    await appendFile(summary, formatGateMarkdown(result)).catch((error: Error) => {
      tell(`crosslingual: no summary of the step: ${oneLine(error.message)}`) // and still the verdict
    })
  }
  if (actions === 'true') process.stderr.write(githubAnnotations(result))
}
