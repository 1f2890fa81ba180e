/**
 * Adds vectors of `dim` values to `sum`, one after the other, rounded to 32 bits at each step as in native. The vectors begin at `stride` times
 * each of the first `count` of `places`.
 */
export function addVectors(
  values: Float32Array,
  stride: number,
  dim: number,
  places: Int32Array,
  count: number,
  sum: Float32Array,
): void {
  const whole = dim - (dim % 8)
  for (let column = 0; column < whole; column += 8) addEightColumns(values, stride, places, count, sum, column)
  for (let column = whole; column < dim; column++) {
    let total = sum[column] as number
    for (let i = 0; i < count; i++)
      total = Math.fround(total + (values[(places[i] as number) * stride + column] as number))
    sum[column] = total
  }
}

/** Eight sums that stay in registers. */
function addEightColumns(
  values: Float32Array,
  stride: number,
  places: Int32Array,
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
    const at = (places[i] as number) * stride + column
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
