import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { InputError } from '../../core/input-error.js'
import { wrongLanguagePolicies } from '../../core/wrong-language.js'
import { decodings } from '../../generate/generator.js'
import { readChecked } from '../input/read-checked.js'

const name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'letters, digits, ".", "_" and "-": it names files')

const model = z
  .strictObject({
    name,
    /** A server's address; or else `gguf`. */
    server: z.string().optional(),
    /** A model file for this process. */
    gguf: z.string().optional(),
    /** The model on the server, where it has several. */
    model: z.string().optional(),
    promptTemplate: z.string().optional(),
    concurrency: z.int().positive().optional(),
    /** Whatever tells the models apart in tables: `{ "configuration": "13B", "learningRate": "1e-5" }`. */
    fields: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  })
  .refine(({ server, gguf }) => (server === undefined) !== (gguf === undefined), 'give server or gguf, one of them')

const decoding = z.union(
  [
    z.enum(Object.keys(decodings) as [keyof typeof decodings]),
    z.strictObject({ repetitionPenalty: z.number().positive(), maxTokens: z.int().positive() }),
  ],
  `expected one of ${Object.keys(decodings).join(', ')}, or {"repetitionPenalty", "maxTokens"}`,
)

const schema = z.strictObject({
  /** The run folder. */
  out: z.string(),
  prompts: z
    .strictObject({
      languages: z.array(z.string()).min(1).optional(),
      /** A balanced subset, so many a language. */
      size: z.int().positive().optional(),
      rated: z.boolean().default(false),
      /** The released files, or a file of one's own, instead of our set. */
      released: z.string().optional(),
      file: z.string().optional(),
    })
    .prefault({}),
  /** Whether the modified instructions are answered too. */
  modifiers: z.boolean().default(false),
  models: z.array(model).min(1),
  decoding: decoding.default('paper'),
  allowInexact: z.boolean().default(false),
  wrongLanguage: z.enum(wrongLanguagePolicies).default('exclude'),
  /** What of a response the surface metrics measure, as `score --text`. */
  text: z.enum(['prose', 'whole']).default('prose'),
  /** METRIC[@GROUP]=MIN, as for `score --min`: only models over all of them are judged. */
  minimalBar: z.array(z.string()).default([]),
  judge: z
    .strictObject({
      names: z.array(z.enum(['relevance', 'six-criteria'])).min(1),
      server: z.string().optional(),
      model: z.string().optional(),
      gguf: z.string().optional(),
      concurrency: z.int().positive().default(8),
      maxTokens: z.int().positive().optional(),
      reasoningEffort: z.string().optional(),
      extraBody: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  seed: z.int().nonnegative().default(0),
})

/** What a run is to do, with every default filled in and every path resolved from the file's folder. */
export type RunConfig = z.output<typeof schema>
export type ModelConfig = RunConfig['models'][number]

/**
 * Reads the configuration of a run.
 *
 * @throws InputError naming the file, the key, the value and what is allowed, for the first things that are wrong.
 */
export function readConfig(path: string): RunConfig {
  const data = readChecked(path, schema, knownAt)
  const names = data.models.map((each) => each.name)
  const twice = names.find((each, at) => names.indexOf(each) !== at)
  if (twice !== undefined) throw new InputError(path, `models: two are named "${twice}"`)
  return resolved(data, dirname(path))
}

function resolved(config: RunConfig, folder: string): RunConfig {
  const from = <T extends object>(value: T, ...keys: (keyof T)[]): T => {
    const paths = keys.flatMap((key) => (value[key] === undefined ? [] : [[key, resolve(folder, String(value[key]))]]))
    return { ...value, ...Object.fromEntries(paths) }
  }
  return {
    ...from(config, 'out'),
    prompts: from(config.prompts, 'released', 'file'),
    models: config.models.map((each) => from(each, 'gguf', 'promptTemplate')),
    ...(config.judge && { judge: from(config.judge, 'gguf') }),
  }
}

/** The keys that there are at a place of the configuration. */
function knownAt(path: readonly PropertyKey[]): Record<string, unknown> {
  const [first] = path
  if (first === 'models') return model.shape
  if (first === 'prompts') return (schema.shape.prompts as z.ZodPrefault<z.ZodObject>).unwrap().shape
  if (first === 'judge') return (schema.shape.judge as z.ZodOptional<z.ZodObject>).unwrap().shape
  return schema.shape
}
