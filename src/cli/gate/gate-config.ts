import { z } from 'zod'
import type { GateBudget, GateOptions } from '../../results/gate/gate-types.js'
import { readChecked } from '../input/read-checked.js'

const texts = z.union([z.string(), z.array(z.string())], 'expected a text or a list of texts')
const share = z.custom<GateBudget>(
  (value) => typeof value === 'number' || typeof value === 'string',
  'expected a number of samples, or a share like "2%"',
)
const budgets = { minScored: z.number().optional(), maxSkipped: share.optional(), maxFailed: share.optional() }

const rule = z.strictObject({
  metric: texts.optional(),
  where: z.record(z.string(), texts).optional(),
  by: z.array(z.string()).optional(),
  min: z.number().optional(),
  minLowerBound: z.number().optional(),
  maxDrop: z.number().optional(),
  ...budgets,
})

const schema = z.strictObject({ rules: z.array(rule), ...budgets })

/** What `gate.json` says. Which numbers are limits, and which groups there are, `gate` checks. */
export type GateConfig = Pick<GateOptions, 'rules' | 'minScored' | 'maxSkipped' | 'maxFailed'>

/**
 * Reads the rules of a gate.
 *
 * @throws InputError naming the file, the key, the value and what is allowed.
 */
export function readGateConfig(path: string): GateConfig {
  return readChecked(path, schema, ([first, , inner]) =>
    first === undefined ? schema.shape : inner === undefined ? rule.shape : {},
  ) as GateConfig
}
