import type { SampleArgs } from '../core/sample.js'
import type { ScoredSample } from '../core/scored-sample.js'
import { atomicFile } from './atomic-file.js'
import { rowText } from './scored-row.js'

export interface WriteScoredOptions {
  /**
   * Whether a file of that name may be replaced. Without it, the file that is there stays as it is.
   *
   * @default false
   */
  overwrite?: boolean
}

/**
 * Writes scored samples as JSONL, as `crosslingual score --out` does: a line for each, with its fields, its `scores` by name and its `signature`. `readScored`,
 * `crosslingual merge` and `crosslingual gate` read it. The file has its name only when it is whole; whatever goes wrong before leaves nothing, and a file that was there
 * untouched. It is readable by its owner alone. No samples give an empty file. A sample's own fields `scores` and `signature`
 * are written as `ownScores` and `ownSignature`.
 *
 * @throws InputError when the file is there already, before the first sample is taken; for a folder that does not exist, a full disk and the like; what the samples
 * throw; TypeError for a field that JSON has no form for, as a BigInt.
 *
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * const scored = scoreSamples([{ output: 'Bonjour.', language: 'fr' }], { scorers: [languageCorrectness()] })
 * const path = join(tmpdir(), 'write-scored-example.jsonl')
 * await writeScored(path, scored, { overwrite: true })
 * JSON.parse(readFileSync(path, 'utf8')).scores.languageCorrectness.score // => 1
 * ```
 */
export async function writeScored(
  path: string,
  scored: Iterable<ScoredSample<SampleArgs>> | AsyncIterable<ScoredSample<SampleArgs>>,
  options: WriteScoredOptions = {},
): Promise<void> {
  const { overwrite = false } = options
  const file = await atomicFile(path, { overwrite })
  try {
    for await (const each of scored) await file.write(rowText(each))
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}
