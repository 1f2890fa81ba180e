import { dotCodes, type Matrix } from '../file/matrix.js'

/** The product of a row and a vector, rounded to 32 bits at each step as in native. */
export type DotRow = (row: number, vector: Float32Array) => number

export function outputRows({ dim, stored }: Matrix): DotRow {
  if (!(stored instanceof Float32Array)) return (row, vector) => dotCodes(stored, dim, row, vector)
  return (row, vector) => {
    let product = 0
    let at = row * dim
    for (let i = 0; i < dim; i++) {
      product = Math.fround(product + Math.fround((vector[i] as number) * (stored[at++] as number)))
    }
    return product
  }
}
