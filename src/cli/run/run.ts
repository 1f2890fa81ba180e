import { join } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../../core/input-error.js'
import type { Prompt } from '../../core/prompt.js'
import { packageVersion } from '../../core/version.js'
import { writeWhole } from '../../files/atomic-file.js'
import type { Decoding } from '../../generate/generator.js'
import { decodings } from '../../generate/generator.js'
import { generateFile, makeGenerator, setVersions } from '../generate/generating.js'
import { selectPrompts } from '../options/prompt-options.js'
import { parseMinimum } from '../options/score-options.js'
import { tell } from '../output/tell.js'
import { type ModelConfig, type RunConfig, readConfig } from './config.js'
import { judgeModel, scoreModel, underBar } from './scoring.js'
import { fileHash, type Stages, stagesOf } from './stages.js'
import { writeTables } from './tables.js'

/** `crosslingual run config.json` */
export function runCommand(): Command {
  return new Command('run')
    .argument('<config>', 'a JSON file, see docs/guide/pipeline.md')
    .action(async (path: string) => {
      const report = await run(readConfig(path))
      process.stdout.write(`${report}\n`)
    })
}

/** @returns the path of the report. */
async function run(config: RunConfig): Promise<string> {
  const { out, models, minimalBar, judge } = config
  const minimums = minimalBar.reduce<ReturnType<typeof parseMinimum>>((known, text) => parseBar(text, known), [])
  const stages = await stagesOf(out)
  const prompts = await promptsOf(config)
  await writeWhole(join(out, 'prompts.jsonl'), prompts.map((prompt) => `${JSON.stringify(prompt)}\n`).join(''), {
    overwrite: true,
  })

  const scored: string[] = []
  const dropped: { model: string; below: string[] }[] = []
  for (const model of models) {
    const responses = await generated(model, prompts, config, stages)
    const surface = join('scored', `${model.name}.surface.jsonl`)
    const inputs = {
      responses: fileHash(join(out, responses)),
      model,
      modifiers: config.modifiers,
      wrongLanguage: config.wrongLanguage,
      text: config.text,
      version: packageVersion,
    }
    await stages.once(`score ${model.name}`, inputs, surface, () =>
      scoreModel(config, model, join(out, responses), join(out, surface)),
    )
    const below = await underBar(config, minimums, join(out, surface))
    if (below.length > 0) dropped.push({ model: model.name, below })
    if (judge === undefined || below.length > 0) {
      scored.push(surface)
      continue
    }
    const judged = join('scored', `${model.name}.judged.jsonl`)
    await stages.once(`judge ${model.name}`, { ...inputs, judge }, judged, () =>
      judgeModel(config, model, join(out, responses), join(out, judged)),
    )
    scored.push(judged)
  }
  await writeWhole(join(out, 'manifest.json'), `${JSON.stringify(manifestOf(config, prompts, dropped), null, 2)}\n`, {
    overwrite: true,
  })
  return writeTables(
    config,
    scored.map((file) => join(out, file)),
    dropped,
  )
}

async function promptsOf({ prompts, modifiers, seed }: RunConfig): Promise<Prompt[]> {
  const { languages, size, rated, released, file } = prompts
  const options = {
    seed,
    rated,
    ...(languages !== undefined && { languages }),
    ...(size !== undefined && { size }),
    ...(released !== undefined && { released }),
    ...(file !== undefined && { prompts: file }),
  }
  const plain = await selectPrompts(options)
  return modifiers ? [...plain, ...(await selectPrompts({ ...options, modifiers }))] : plain
}

/** Generates what is missing of a model's responses; the server is not even asked when nothing is. */
async function generated(
  model: ModelConfig,
  prompts: readonly Prompt[],
  config: RunConfig,
  stages: Stages,
): Promise<string> {
  const file = join('responses', `${model.name}.jsonl`)
  const decoding: Decoding = typeof config.decoding === 'string' ? decodings[config.decoding] : config.decoding
  const { fields: _, concurrency: __, ...source } = model
  await stages.once(
    `generate ${model.name}`,
    { prompts, source, decoding, allowInexact: config.allowInexact },
    file,
    async () => {
      tell(`${model.name}: generating`)
      const generator = await makeGenerator(sourceOf(model))
      try {
        await generateFile(prompts, generator, decoding, {
          out: join(config.out, file),
          allowInexact: config.allowInexact,
        })
      } finally {
        await generator.dispose?.()
      }
    },
  )
  return file
}

function sourceOf({ name: _, fields: __, ...source }: ModelConfig) {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined))
}

/** Everything needed to repeat the run. Keys are in the environment alone, so there is none to leave out; of an address its password is. */
function manifestOf(
  config: RunConfig,
  prompts: readonly Prompt[],
  dropped: readonly { model: string; below: string[] }[],
) {
  const withoutPassword = JSON.stringify(config, (key, value: unknown) => {
    if (key !== 'server' || typeof value !== 'string' || !URL.canParse(value)) return value
    const url = new URL(value)
    url.username = ''
    url.password = ''
    url.search = ''
    return url.href
  })
  return {
    crosslingual: packageVersion,
    node: process.version,
    ...setVersions(prompts),
    prompts: prompts.length,
    config: JSON.parse(withoutPassword) as object,
    underBar: dropped,
  }
}

function parseBar(text: string, known: ReturnType<typeof parseMinimum>): ReturnType<typeof parseMinimum> {
  try {
    return parseMinimum(text, known)
  } catch (error) {
    throw new InputError('minimalBar', (error as Error).message)
  }
}
