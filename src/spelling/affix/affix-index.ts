import type { AffixEntry } from './affix-entry.js'

/** The affixes that put the same letters to a word and take the same letters off: the stem is looked up once for all. */
export interface AffixGroup {
  strip: Uint8Array
  entries: AffixEntry[]
}

/** The affixes that put the same letters to a word, in the order in which Hunspell tries them. */
export interface AffixNode {
  /** How many bytes the affix puts to a word. */
  length: number
  entries: AffixEntry[]
  /** The same by what they take off; made on first use. */
  groups: AffixGroup[] | undefined
}

const NONE = -1
const ROOT = 0

/** A trie of affixes from the word's end inwards: the suffixes read backwards, the prefixes forwards. */
export class AffixIndex {
  /** Affixes with a dot that is not their first byte: it stands for any byte. Few dictionaries have one. */
  readonly withDots: AffixNode[] = []
  /** Per trie node, the affixes that end there. */
  private readonly all: (AffixNode | undefined)[] = [undefined]
  private built = false
  // Edges, open addressing: `node × 256 + byte`, and the child; a child is never the root, so 0 is an empty slot.
  private keys = new Int32Array(64)
  private children = new Int32Array(64)
  private edges = 0

  /**
   * @param entries In the order of the file. Of affixes with the same letters Hunspell tries the last first.
   */
  constructor(
    private readonly entries: readonly AffixEntry[],
    private readonly kind: 'prefix' | 'suffix',
  ) {}

  /** By trie node, the affixes that end there. */
  get nodes(): readonly (AffixNode | undefined)[] {
    if (!this.built) this.build()
    return this.all
  }

  get empty(): boolean {
    return this.entries.length === 0
  }

  /** The node below `node` along `byte`, or -1. */
  child(node: number, byte: number): number {
    const key = node * 256 + byte
    const { keys, children } = this
    const mask = keys.length - 1
    for (let slot = mix(key) & mask; ; slot = (slot + 1) & mask) {
      const child = children[slot] as number
      if (child === 0) return NONE
      if (keys[slot] === key) return child
    }
  }

  /** Whether an affix with dots is at its end of the word. */
  matchesDots(node: AffixNode, bytes: Uint8Array, length: number): boolean {
    const append = (node.entries[0] as AffixEntry).append
    if (append.length > length) return false
    for (let i = 0; i < append.length; i++) {
      const at = this.kind === 'prefix' ? i : length - 1 - i
      const code = append.charCodeAt(this.kind === 'prefix' ? i : append.length - 1 - i)
      if (code !== bytes[at] && !(code === 0x2e && i > 0)) return false
    }
    return true
  }

  /** On first use: not every text needs every table. */
  private build(): void {
    this.built = true
    const { entries } = this
    for (let i = entries.length - 1; i >= 0; i--) this.add(entries[i] as AffixEntry)
  }

  private add(entry: AffixEntry): void {
    const { append } = entry
    const { length } = append
    const byteAt = (i: number) => append.charCodeAt(this.kind === 'prefix' ? i : length - 1 - i)
    if ((append.includes('.') && byteAt(0) !== 0x2e) || append.lastIndexOf('.') !== append.indexOf('.')) {
      const same = this.withDots.find(({ entries }) => entries[0]?.append === append)
      if (same) same.entries.push(entry)
      else this.withDots.push({ length: append.length, entries: [entry], groups: undefined })
      return
    }
    let node = ROOT
    for (let i = 0; i < length; i++) node = this.descend(node, byteAt(i))
    const here = this.all[node]
    if (here) here.entries.push(entry)
    else this.all[node] = { length: append.length, entries: [entry], groups: undefined }
  }

  private descend(node: number, byte: number): number {
    const found = this.child(node, byte)
    if (found !== NONE) return found
    if (++this.edges * 2 > this.keys.length) this.grow()
    const child = this.all.length
    this.all.push(undefined)
    this.put(node * 256 + byte, child)
    return child
  }

  private put(key: number, child: number): void {
    const mask = this.keys.length - 1
    let slot = mix(key) & mask
    while (this.children[slot] !== 0) slot = (slot + 1) & mask
    this.keys[slot] = key
    this.children[slot] = child
  }

  private grow(): void {
    const { keys, children } = this
    this.keys = new Int32Array(keys.length * 2)
    this.children = new Int32Array(keys.length * 2)
    for (let i = 0; i < keys.length; i++) {
      const child = children[i] as number
      if (child !== 0) this.put(keys[i] as number, child)
    }
  }
}

function mix(key: number): number {
  const product = Math.imul(key, 0x9e3779b1)
  return product ^ (product >>> 15)
}

/** Affixes by what they take off. */
export function grouped(entries: readonly AffixEntry[]): AffixGroup[] {
  const [first] = entries
  if (first !== undefined && entries.every(({ strip }) => strip === first.strip))
    return [{ strip: first.strip, entries: [...entries] }]
  const groups = new Map<Uint8Array, AffixGroup>()
  for (const entry of entries) {
    const group = groups.get(entry.strip)
    if (group) group.entries.push(entry)
    else groups.set(entry.strip, { strip: entry.strip, entries: [entry] })
  }
  return [...groups.values()]
}
