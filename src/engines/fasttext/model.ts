import { InputError } from '../../core/input-error.js'
import { Features } from './features/features.js'
import { inputRows } from './features/input-rows.js'
import { ByteReader } from './file/byte-reader.js'
import { type Dictionary, readDictionary } from './file/dictionary.js'
import { type Header, readHeader } from './file/header.js'
import { readMatrix } from './file/matrix.js'
import { predictor } from './output/loss.js'

const NOT_FINITE = 'gives a probability that is no number'

/** A supervised fastText model in memory. */
export interface Model {
  /** As they are in the file: `__label__en`. */
  labels: readonly string[]
  /**
   * The `k` most probable labels of a text, best first; fewer where the rest have a probability under 10⁻⁵, none where the model has no feature
   * of it.
   *
   * @throws RangeError when `k` is not a whole number of 1 or more.
   */
  predict(text: string, k: number): { label: string; probability: number }[]
}

/**
 * Reads a `.ftz` or `.bin` file.
 *
 * @param name How errors call it.
 * @throws InputError that says what is wrong with it, at which byte.
 */
export function readModel(bytes: Uint8Array, name: string): Model {
  const reader = new ByteReader(bytes, name)
  const header = readHeader(reader)
  const dictionary = readDictionary(reader)
  const isQuantized = reader.boolean('the mark of a quantised input matrix')
  const input = readMatrix(reader, isQuantized, header.dim, 'the input matrix')
  const quantizesOutput = reader.boolean('the mark of a quantised output matrix') && isQuantized
  const output = readMatrix(reader, quantizesOutput, header.dim, 'the output matrix')
  checkRows(reader, header, dictionary, input.rows, output.rows)

  const features = new Features(header, dictionary, inputRows(input))
  const best = predictor(header.loss, output, dictionary.labelCounts)
  const hidden = new Float32Array(header.dim)

  return {
    labels: dictionary.labels,
    predict(text, k) {
      if (!Number.isInteger(k) || k < 1) throw new RangeError(`k is ${k}, not a whole number of 1 or more`)
      hidden.fill(0)
      const count = features.add(text, hidden)
      if (count === 0) return []
      const share = Math.fround(1 / count)
      for (let i = 0; i < hidden.length; i++) hidden[i] = (hidden[i] as number) * share
      return best(hidden, k).map(({ label, score }) => {
        const probability = Math.fround(Math.exp(score))
        if (Number.isNaN(probability))
          throw new InputError(name, `${NOT_FINITE}: the model is damaged; download it again`)
        return { label: dictionary.labels[label] as string, probability }
      })
    },
  }
}

/** Every feature has to have a row, so that none needs a check when a text is read. */
function checkRows(
  reader: ByteReader,
  header: Header,
  { words, labels, kept }: Dictionary,
  rows: number,
  outputs: number,
) {
  if (outputs !== labels.length) reader.fail(`${labels.length} labels have ${outputs} rows`)
  const hasNgrams = header.maxn > 0 || header.wordNgrams > 1
  const ngrams = kept === undefined && hasNgrams ? header.bucket : 0
  if (rows < words + ngrams) reader.fail(`${words} words and ${ngrams} buckets of n-grams have ${rows} rows`)
  for (let i = 0; i < (kept?.length ?? 0); i += 2) {
    const [bucket, row] = [kept?.[i] as number, kept?.[i + 1] as number]
    if (bucket < 0 || row < 0 || words + row >= rows) reader.fail(`bucket ${bucket} has row ${row} of ${rows}`)
  }
}
