import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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

export function stagesOf(folder: string): Stages {
  const path = join(folder, 'stages.json')
  const notes: Notes = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Notes) : {}
  return {
    async once(stage, inputs, file, work) {
      const wanted = hashOf(JSON.stringify(inputs))
      const noted = notes[stage]
      if (noted?.inputs === wanted && noted.output === fileHash(join(folder, file))) return false
      await work()
      notes[stage] = { inputs: wanted, output: fileHash(join(folder, file)) }
      await writeWhole(path, `${JSON.stringify(notes, null, 2)}\n`)
      return true
    },
  }
}

/** A hash of a file's content; empty where there is none. */
export function fileHash(path: string): string {
  return existsSync(path) ? hashOf(readFileSync(path)) : ''
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}
