import { addCodes, type Matrix } from './matrix.js'

/** Quantised rows of up to so many values (16 MB) are kept as values once they were needed; more of them stay codes. */
const MAX_UNPACKED = 2 ** 22

/** Adds the first `count` of `rows` to `sum`, one after the other, rounded to 32 bits at each step as in native. */
export type AddRows = (rows: Int32Array, count: number, sum: Float32Array) => void

export function inputRows({ rows, dim, stored }: Matrix): AddRows {
  if (stored instanceof Float32Array) return addDense(stored, dim)
  if (rows * dim > MAX_UNPACKED) {
    return (list, count, sum) => {
      for (let i = 0; i < count; i++) addCodes(stored, dim, list[i] as number, sum)
    }
  }
  const values = new Float32Array(rows * dim)
  const isUnpacked = new Uint8Array(rows)
  const add = addDense(values, dim)
  return (list, count, sum) => {
    for (let i = 0; i < count; i++) {
      const row = list[i] as number
      if (isUnpacked[row] === 1) continue
      isUnpacked[row] = 1
      addCodes(stored, dim, row, values, row * dim)
    }
    add(list, count, sum)
  }
}

function addDense(values: Float32Array, dim: number): AddRows {
  const whole = dim - (dim % 8)
  return (rows, count, sum) => {
    for (let column = 0; column < whole; column += 8) addEightColumns(values, dim, rows, count, sum, column)
    for (let column = whole; column < dim; column++) {
      let total = sum[column] as number
      for (let i = 0; i < count; i++)
        total = Math.fround(total + (values[(rows[i] as number) * dim + column] as number))
      sum[column] = total
    }
  }
}

/** Eight sums that stay in registers. */
function addEightColumns(
  values: Float32Array,
  dim: number,
  rows: Int32Array,
  count: number,
  sum: Float32Array,
  column: number,
): void {
  let s0 = sum[column] as number
  let s1 = sum[column + 1] as number
  let s2 = sum[column + 2] as number
  let s3 = sum[column + 3] as number
  let s4 = sum[column + 4] as number
  let s5 = sum[column + 5] as number
  let s6 = sum[column + 6] as number
  let s7 = sum[column + 7] as number
  for (let i = 0; i < count; i++) {
    const at = (rows[i] as number) * dim + column
    s0 = Math.fround(s0 + (values[at] as number))
    s1 = Math.fround(s1 + (values[at + 1] as number))
    s2 = Math.fround(s2 + (values[at + 2] as number))
    s3 = Math.fround(s3 + (values[at + 3] as number))
    s4 = Math.fround(s4 + (values[at + 4] as number))
    s5 = Math.fround(s5 + (values[at + 5] as number))
    s6 = Math.fround(s6 + (values[at + 6] as number))
    s7 = Math.fround(s7 + (values[at + 7] as number))
  }
  sum[column] = s0
  sum[column + 1] = s1
  sum[column + 2] = s2
  sum[column + 3] = s3
  sum[column + 4] = s4
  sum[column + 5] = s5
  sum[column + 6] = s6
  sum[column + 7] = s7
}
