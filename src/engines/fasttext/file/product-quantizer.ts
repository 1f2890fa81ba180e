import type { ByteReader } from './byte-reader.js'

/** A code is a byte. */
const CENTROIDS = 256

/**
 * A product quantiser (productquantizer.cc): a vector is cut into parts of `partLength` values, the last one perhaps shorter, and each part is
 * one byte, the number of its centroid.
 */
export interface ProductQuantizer {
  parts: number
  partLength: number
  /** Part after part, 256 centroids each. */
  centroids: Float32Array
}

export function readProductQuantizer(reader: ByteReader, dim: number, what: string): ProductQuantizer {
  reader.int32Within(`dim of ${what}`, dim, dim)
  const parts = reader.int32Within(`the number of parts of ${what}`, 1, dim)
  const partLength = reader.int32Within(`the length of parts of ${what}`, 1, dim)
  if (parts !== Math.ceil(dim / partLength)) reader.fail(`${parts} parts of ${partLength} are not ${dim} values`, 8)
  const rest = dim - (parts - 1) * partLength
  reader.int32Within(`the length of the last part of ${what}`, rest, rest)
  return { parts, partLength, centroids: reader.floats(dim * CENTROIDS, `the centroids of ${what}`) }
}

/** Where the centroid of a code begins: all parts before it are of full length, its own may be the short last one. */
export function partStart({ partLength }: ProductQuantizer, dim: number, part: number, code: number): number {
  const first = part * partLength
  return first * CENTROIDS + code * Math.min(partLength, dim - first)
}
