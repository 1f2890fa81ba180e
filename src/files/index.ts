/**
 * Reading the files that people have, and writing scored samples. Node only.
 *
 * @module crosslingual/files
 */

export type { HarnessName } from './harnesses/harness.js'
export { type ReadSamplesOptions, readSamples } from './read-samples.js'
export { type ReadScoredOptions, readScored } from './read-scored.js'
export type { RowSource } from './row-source.js'
export type { RowFormat } from './tables.js'
export { type WriteScoredOptions, writeScored } from './write-scored.js'
