import type { ByteReader } from './byte-reader.js'
import { fnv1a } from './hash.js'

/** A count that fastText takes for infinite (loss.cc, buildTree). */
const INFINITE_COUNT = 1e15
/** An entry is at least its end mark, count and type. */
const SMALLEST_ENTRY = 10

/**
 * The words and labels of a model. Words stay the bytes that they are in the file: a lookup hashes and compares bytes, and no string is
 * made of a word.
 */
export interface Dictionary {
  /** Words are entries 0 to `words` − 1, labels the ones after them. */
  words: number
  labels: readonly string[]
  /** How often each label was seen in training. */
  labelCounts: readonly number[]
  /** The entry that equals some bytes with that hash, or −1. */
  find(bytes: Int8Array, from: number, to: number, hash: number): number
  /** For each n-gram bucket that was kept, bucket and row after the words; undefined: the model was not pruned. */
  kept: Int32Array | undefined
}

/** Reads what `Dictionary::save` writes (dictionary.cc). */
export function readDictionary(reader: ByteReader): Dictionary {
  const size = reader.int32Within('the size of the dictionary', 1, Math.floor(reader.left / SMALLEST_ENTRY))
  const words = reader.int32Within('the number of words', 0, size)
  const labelCount = reader.int32Within('the number of labels', 1, size)
  if (words + labelCount !== size) reader.fail(`${words} words and ${labelCount} labels are not ${size} entries`, 12)
  reader.skip(8, 'the number of tokens')
  const pruned = reader.int64('the number of kept n-grams', -1, Math.floor(reader.left / 8))

  const from = reader.offset
  const starts = new Int32Array(size + 1)
  const labelCounts: number[] = []
  for (let i = 0; i < size; i++) {
    starts[i] = reader.offset - from
    reader.skipText('an entry of the dictionary')
    if (i < words) reader.skip(8, 'a count')
    else labelCounts.push(reader.int64('a count', 0, INFINITE_COUNT - 1))
    const isLabel = reader.boolean('the type of an entry')
    if (isLabel !== i >= words) reader.fail(`entry ${i} is a ${isLabel ? 'label' : 'word'} out of place`, 1)
  }
  starts[size] = reader.offset - from
  const text = new Int8Array(Uint8Array.from(reader.bytes.subarray(from, reader.offset)).buffer)
  const decoder = new TextDecoder()
  const labels = labelCounts.map((_, i) =>
    decoder.decode(text.subarray(starts[words + i] as number, entryEnd(starts, words + i))),
  )
  const kept = pruned < 0 ? undefined : reader.int32s(pruned * 2, 'the kept n-grams')
  return { words, labels, labelCounts, kept, find: hashTable(text, starts) }
}

/** Open addressing: each slot is a hash and an entry, side by side, and at most half of them are taken. */
function hashTable(text: Int8Array, starts: Int32Array): Dictionary['find'] {
  const size = starts.length - 1
  const mask = 2 ** Math.ceil(Math.log2(size * 2)) - 1
  const slots = new Int32Array((mask + 1) * 2).fill(-1)

  function slotOf(bytes: Int8Array, from: number, to: number, hash: number): number {
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot * 2 + 1] as number
      if (entry < 0) return slot
      if (slots[slot * 2] === hash && equals(entry, bytes, from, to)) return slot
    }
  }

  function equals(entry: number, bytes: Int8Array, from: number, to: number): boolean {
    const start = starts[entry] as number
    if (entryEnd(starts, entry) - start !== to - from) return false
    for (let i = from, j = start; i < to; i++, j++) if (bytes[i] !== text[j]) return false
    return true
  }

  for (let i = 0; i < size; i++) {
    const from = starts[i] as number
    const to = entryEnd(starts, i)
    const hash = fnv1a(text, from, to)
    const slot = slotOf(text, from, to, hash)
    slots[slot * 2] = hash
    slots[slot * 2 + 1] = i // of equal entries the last one, as in native
  }
  return (bytes, from, to, hash) => slots[slotOf(bytes, from, to, hash) * 2 + 1] as number
}

function entryEnd(starts: Int32Array, entry: number): number {
  return (starts[entry + 1] as number) - SMALLEST_ENTRY
}
