import { existsSync, readFileSync } from 'node:fs'
import { InputError } from '../../core/input-error.js'
import { GENERATED_FIELDS, ownNamesNote } from '../../core/own-fields.js'
import type { Prompt } from '../../core/prompt.js'
import { packageVersion } from '../../core/version.js'
import { writeWhole } from '../../files/atomic-file.js'
import { outputTarget } from '../../files/output-file.js'
import { embeddedGenerator } from '../../generate/embedded-generator.js'
import { generate } from '../../generate/generate.js'
import type { Decoding, Generator } from '../../generate/generator.js'
import { requireExact } from '../../generate/require-exact.js'
import { serverGenerator } from '../../generate/server-generator.js'
import { isChatError } from '../../llm/chat-client.js'
import { type Progress, progress } from '../output/progress.js'
import { oneLine, tell } from '../output/tell.js'

/** Where a model is. */
export interface ModelSource {
  server?: string
  gguf?: string
  model?: string
  /** A file. */
  promptTemplate?: string
  concurrency?: number
  /** Seconds. */
  wait?: number
}

/**
 * @throws InputError unless one of server and file is given, and when it is not there.
 */
export async function makeGenerator(source: ModelSource): Promise<Generator> {
  const { server, gguf, model, promptTemplate, concurrency, wait = 120 } = source
  if ((server === undefined) === (gguf === undefined)) throw new InputError('--server, --gguf', 'give one of them')
  const template = promptTemplate === undefined ? {} : { promptTemplate: readText(promptTemplate) }
  if (gguf !== undefined) return embeddedGenerator({ modelPath: gguf, ...template })
  return serverGenerator({
    url: server as string,
    wait: wait * 1000,
    onWaiting: (state, seconds) => tell(oneLine(`${server}: ${state}, ${seconds} s`)),
    ...(model !== undefined && { model }),
    ...(concurrency !== undefined && { concurrency }),
    ...template,
  })
}

/**
 * Generates into a file, with a bar, and writes the manifest beside it: what the responses depend on. Ctrl-C stops it so that it can go on later.
 *
 * @throws InputError when the penalty cannot be as asked, or the server fails for good.
 */
export async function generateFile(
  prompts: readonly Prompt[],
  generator: Generator,
  decoding: Decoding,
  { out, allowInexact = false }: { out: string; allowInexact?: boolean },
): Promise<void> {
  const stop = new AbortController()
  const onSignal = () => stop.abort(new InputError(out, 'stopped; start again to go on'))
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const failures = new Map<string, number>()
  let known = 0
  let bar: Progress | undefined
  const manifestPath = `${out}.manifest.json`
  try {
    assertManifest(manifestPath)
    for (const note of new Set(prompts.map((prompt) => ownNamesNote(prompt, GENERATED_FIELDS)))) {
      if (note !== undefined) tell(oneLine(`of a prompt, ${note}`))
    }
    const penalty = await requireExact(generator, decoding, { allowInexact, signal: stop.signal })
    bar = await progress('responses', { count: prompts.length })
    const running = generate(prompts, {
      generator,
      decoding,
      out,
      signal: stop.signal,
      onResponse: ({ generation }, wasKnown) => {
        if (wasKnown) known += 1
        if (generation.error !== undefined) failures.set(generation.error, (failures.get(generation.error) ?? 0) + 1)
        bar?.add(1, generation.error === undefined ? 0 : 1)
      },
    })
    for await (const _ of running) {
      // They are on disk.
    }
    const manifest = {
      crosslingual: packageVersion,
      model: generator.model,
      server: await generator.describe(),
      // A server that is not known may have a penalty of its own.
      decoding:
        generator.ownPenalty === undefined || decoding.repetitionPenalty !== 1
          ? decoding
          : { ...decoding, repetitionPenalty: 'not known' },
      ...(penalty !== undefined && { penalty }),
      ...setVersions(prompts),
      prompts: prompts.length,
      failures: Object.fromEntries(failures),
    }
    await writeWhole(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`, { overwrite: true })
    bar.stop()
    const failed = [...failures].map(([reason, count]) => `${count} × ${reason}`).join(', ')
    tell(
      `${prompts.length} ${prompts.length === 1 ? 'response' : 'responses'} in ${out}` +
        `${known > 0 ? `, ${known} of them from before` : ''}${failed === '' ? '' : `; without one: ${failed}`}`,
    )
  } catch (error) {
    if (isChatError(error)) throw new InputError(generator.model, `${error.message}; start again to go on from here`)
    throw error
  } finally {
    bar?.stop()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

/** Which version of the evaluation set prompts are from, for a manifest: `{ evalset: '2' }`; nothing for prompts of one's own. */
export function setVersions(prompts: readonly Prompt[]): { evalset?: string } {
  const versions = new Set(prompts.flatMap(({ evalset }) => evalset ?? []))
  return versions.size === 0 ? {} : { evalset: [...versions].join(',') }
}

/** @throws InputError when there is a file in the place of the manifest that is none. */
function assertManifest(path: string): void {
  if (!existsSync(outputTarget(path))) return
  try {
    const { crosslingual, decoding } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    if (typeof crosslingual === 'string' && typeof decoding === 'object') return
  } catch {
    // It is none.
  }
  throw new InputError(path, 'is where the manifest goes, and is none; move it away, or name another --out')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(path, `cannot be read (${(error as Error).message})`)
  }
}
