import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../../core/input-error.js'
import { writeWhole } from '../../files/atomic-file.js'

/** The stages of a run folder, each done once for the same inputs. */
export interface Stages {
  /**
   * Does the work, unless it was done from equal inputs before and its file is still what it made.
   *
   * @param file What the stage makes, within the folder.
   * @returns whether there was anything to do.
   */
  once(stage: string, inputs: unknown, file: string, work: () => Promise<void>): Promise<boolean>
}

/** What is noted in `stages.json`: the hashes of a stage's inputs and of what it made. */
type Notes = Record<string, { inputs: string; output: string }>

/** What a run puts into its folder. */
const OF_RUN = ['prompts.jsonl', 'manifest.json', 'report.json', 'report.md', 'responses', 'scored'] as const

/**
 * The stages of a folder, which is made if it is not there.
 *
 * @throws InputError when it is not a run's, and has files of the names that a run's have.
 */
export async function stagesOf(folder: string): Promise<Stages> {
  const path = join(folder, 'stages.json')
  const notes = existsSync(path) ? readNotes(path) : {}
  if (!existsSync(path)) {
    const foreign = OF_RUN.find((name) => existsSync(join(folder, name)))
    if (foreign !== undefined) {
      throw new InputError(
        folder,
        `has ${foreign}, which is not of a run (there is no stages.json); name another folder`,
      )
    }
  }
  for (const each of ['', 'responses', 'scored']) mkdirSync(join(folder, each), { recursive: true, mode: 0o700 })
  await writeWhole(path, `${JSON.stringify(notes, null, 2)}\n`, { overwrite: true }) // first: from now on it is a run's
  return {
    async once(stage, inputs, file, work) {
      const wanted = hashOf(JSON.stringify(inputs))
      const noted = notes[stage]
      if (noted?.inputs === wanted && noted.output === fileHash(join(folder, file))) return false
      await work()
      notes[stage] = { inputs: wanted, output: fileHash(join(folder, file)) }
      await writeWhole(path, `${JSON.stringify(notes, null, 2)}\n`, { overwrite: true })
      return true
    },
  }
}

/** @throws InputError when they are none. */
function readNotes(path: string): Notes {
  try {
    const notes = JSON.parse(readFileSync(path, 'utf8')) as Notes
    const whole = Object.values(notes).every(
      ({ inputs, output }) => `${typeof inputs},${typeof output}` === 'string,string',
    )
    if (whole && !Array.isArray(notes)) return notes
  } catch {
    // They are none.
  }
  throw new InputError(path, 'has no notes of the stages of a run; name another folder')
}

/** A hash of a file's content; empty where there is none. */
export function fileHash(path: string): string {
  return existsSync(path) ? hashOf(readFileSync(path)) : ''
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
