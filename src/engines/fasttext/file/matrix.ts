import type { ByteReader } from './byte-reader.js'
import { type ProductQuantizer, partStart, readProductQuantizer } from './product-quantizer.js'

/** The rows of a model, one for each feature (input) or label (output): as they are, or quantised. */
export interface Matrix {
  rows: number
  dim: number
  stored: Float32Array | Codes
}

export interface Codes {
  /** Row after row, a byte for each part. */
  codes: Uint8Array
  quantizer: ProductQuantizer
  /** The length of each row, where rows were quantised at length one (`-qnorm`). */
  norms: { codes: Uint8Array; values: Float32Array } | undefined
}

/** Reads a dense (densematrix.cc) or quantised (quantmatrix.cc) matrix of `dim` columns. */
export function readMatrix(reader: ByteReader, quantized: boolean, dim: number, what: string): Matrix {
  const hasNorms = quantized && reader.boolean(`the norms of ${what}`)
  const rows = reader.int64(`the number of rows of ${what}`, 1, 2 ** 31 - 1)
  reader.int64(`the number of columns of ${what}`, dim, dim)
  if (!quantized) return { rows, dim, stored: reader.floats(rows * dim, what) }
  const codeCount = reader.int32Within(`the number of codes of ${what}`, rows, 2 ** 31 - 1)
  const codes = reader.take(codeCount, `the codes of ${what}`)
  const quantizer = readProductQuantizer(reader, dim, what)
  if (codeCount !== rows * quantizer.parts) reader.fail(`${codeCount} codes are not ${rows} rows of ${quantizer.parts}`)
  if (!hasNorms) return { rows, dim, stored: { codes, quantizer, norms: undefined } }
  const normCodes = reader.take(rows, `the norms of ${what}`)
  const values = readProductQuantizer(reader, 1, `the norms of ${what}`).centroids
  return { rows, dim, stored: { codes, quantizer, norms: { codes: normCodes, values } } }
}

/** Adds a quantised row to the values from `to` on, rounded to 32 bits at each step (`ProductQuantizer::addcode`). */
export function addCodes(matrix: Codes, dim: number, row: number, sum: Float32Array, to = 0): void {
  const { codes, quantizer, norms } = matrix
  const { parts, partLength, centroids } = quantizer
  const norm = normOf(norms, row)
  for (let part = 0; part < parts; part++) {
    const first = part * partLength
    const end = to + Math.min(first + partLength, dim)
    let from = partStart(quantizer, dim, part, codes[row * parts + part] as number)
    for (let i = to + first; i < end; i++)
      sum[i] = (sum[i] as number) + Math.fround(norm * (centroids[from++] as number))
  }
}

/** The product of a quantised row and a vector (`ProductQuantizer::mulcode`). */
export function dotCodes(matrix: Codes, dim: number, row: number, vector: Float32Array): number {
  const { codes, quantizer, norms } = matrix
  const { parts, partLength, centroids } = quantizer
  let product = 0
  for (let part = 0; part < parts; part++) {
    const first = part * partLength
    const end = Math.min(first + partLength, dim)
    let from = partStart(quantizer, dim, part, codes[row * parts + part] as number)
    for (let i = first; i < end; i++) {
      product = Math.fround(product + Math.fround((vector[i] as number) * (centroids[from++] as number)))
    }
  }
  return Math.fround(product * normOf(norms, row))
}

function normOf(norms: Codes['norms'], row: number): number {
  return norms === undefined ? 1 : (norms.values[norms.codes[row] as number] as number)
}
