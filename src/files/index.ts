/**
 * Reading the files that people have, and writing scored samples. Node only.
 *
 * @module crosslingual/files
 */

export type { RowFormat } from './read-rows.js'
export { type ReadSamplesOptions, readSamples } from './read-samples.js'
export { type ReadScoredOptions, readScored } from './read-scored.js'
export type { RowSource } from './row-source.js'
export { type WriteScoredOptions, writeScored } from './write-scored.js'
