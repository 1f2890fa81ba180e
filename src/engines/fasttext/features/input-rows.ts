import { addCodes, type Matrix } from '../file/matrix.js'
import { addVectors } from './add-vectors.js'

/** Quantised rows of up to so many values (16 MB) are kept as values once they were needed; more of them stay codes. */
const MAX_UNPACKED = 2 ** 22

/** Adds the first `count` of `rows` to `sum`, one after the other, rounded to 32 bits at each step as in native. */
export type AddRows = (rows: Int32Array, count: number, sum: Float32Array) => void

export function inputRows({ rows, dim, stored }: Matrix): AddRows {
  if (stored instanceof Float32Array) return (list, count, sum) => addVectors(stored, dim, dim, list, count, sum)
  if (rows * dim > MAX_UNPACKED) {
    return (list, count, sum) => {
      for (let i = 0; i < count; i++) addCodes(stored, dim, list[i] as number, sum)
    }
  }
  const values = new Float32Array(rows * dim)
  const isUnpacked = new Uint8Array(rows)
  return (list, count, sum) => {
    for (let i = 0; i < count; i++) {
      const row = list[i] as number
      if (isUnpacked[row] === 1) continue
      isUnpacked[row] = 1
      addCodes(stored, dim, row, values, row * dim)
    }
    addVectors(values, dim, dim, list, count, sum)
  }
}
