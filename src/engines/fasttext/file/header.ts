import { InputError } from '../../../core/input-error.js'
import type { ByteReader } from './byte-reader.js'

/** The first number of every fastText model, and the versions read here (fasttext.cc: `FASTTEXT_VERSION`). */
const MAGIC = 793712314
const VERSIONS = [11, 12]
const SUPERVISED = 3
/** Longer n-grams than anybody trains: with them a damaged header could make one word cost minutes. */
const MAX_NGRAM = 64

export const losses = { hierarchicalSoftmax: 1, negativeSampling: 2, softmax: 3, oneVersusAll: 4 } as const

/** What prediction needs of the arguments that a model was trained with. */
export interface Header {
  /** Columns of both matrices. */
  dim: number
  /** Longest sequence of words that is a feature; 1: none. */
  wordNgrams: number
  /** One of {@link losses}. */
  loss: number
  /** How many hash buckets n-grams fall into. */
  bucket: number
  /** Shortest and longest character n-gram that is a feature; `maxn` 0: none. */
  minn: number
  maxn: number
}

/**
 * Reads magic, version and arguments, in the order of `Args::save` (args.cc).
 *
 * @throws InputError for what is no supervised fastText model of a known version.
 */
export function readHeader(reader: ByteReader): Header {
  const magic = reader.left >= 8 ? reader.int32('the magic number') : undefined
  const mend = 'give lid.176.ftz or lid.176.bin from https://fasttext.cc/docs/en/language-identification.html'
  if (magic !== MAGIC) {
    throw new InputError(reader.name, `is not a fastText model (${reader.bytes.length} bytes); ${mend}`)
  }
  const version = reader.int32('the version')
  if (!VERSIONS.includes(version)) {
    throw new InputError(
      reader.name,
      `is a fastText model of version ${version}, not ${VERSIONS.join(' or ')}; ${mend}`,
    )
  }
  const dim = reader.int32Within('dim', 1, 2 ** 20)
  reader.skip(16, 'the training arguments') // ws, epoch, minCount, neg
  const wordNgrams = reader.int32Within('wordNgrams', 0, MAX_NGRAM)
  const loss = reader.int32Within('loss', losses.hierarchicalSoftmax, losses.oneVersusAll)
  const model = reader.int32Within('model', 1, SUPERVISED)
  if (model !== SUPERVISED) {
    throw new InputError(
      reader.name,
      `holds word vectors, not a classifier; train it with \`fasttext supervised\`, or ${mend}`,
    )
  }
  const bucket = reader.int32Within('bucket', 0, 2 ** 31 - 1)
  const minn = reader.int32Within('minn', 0, MAX_NGRAM)
  const claimed = reader.int32Within('maxn', 0, MAX_NGRAM)
  // Supervised models of version 11 have no character n-grams, whatever they say (fasttext.cc, loadModel).
  const maxn = version === 11 ? 0 : claimed
  reader.skip(12, 'the training arguments') // lrUpdateRate, t
  if (bucket === 0 && (maxn > 0 || wordNgrams > 1)) reader.fail('there are n-grams but bucket is 0')
  return { dim, wordNgrams, loss, bucket, minn, maxn }
}
