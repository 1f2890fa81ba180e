import type { SampleArgs } from '../../core/sample.js'

const FIELDS = ['input', 'language', 'modifier', 'expected'] as const

/**
 * What a host hands over, as our scorers take it. Of the sources, a text is the prompt; of an object, the fields that are named as ours count.
 * The first source that has a field wins. An output `{ output: '…' }`, as LangSmith's are, is that text.
 */
export function sampleArgs(output: unknown, ...sources: readonly unknown[]): SampleArgs {
  const args: Record<string, unknown> = { output: isObject(output) && 'output' in output ? output.output : output }
  for (const source of sources) {
    if (typeof source === 'string') args.input ??= source
    if (!isObject(source)) continue
    for (const field of FIELDS) {
      if (typeof source[field] === 'string') args[field] ??= source[field]
    }
  }
  return args as unknown as SampleArgs // an output that is no text is for the scorer to refuse, by name
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
