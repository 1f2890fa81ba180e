import type { AffixEntry } from './affix-entry.js'
import type { AffixList } from './affix-list.js'

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
  /** The same by what they take off. */
  groups: AffixGroup[]
  /** What each group takes off: how many bytes, and these; one after another, to be run through quickly. */
  strips: Int32Array
}

const NONE = -1
const ROOT = 0
const DOT = 0x2e

/** A trie of affixes from the word's end inwards: the suffixes read backwards, the prefixes forwards. */
export class AffixIndex {
  readonly empty: boolean
  private readonly size: number
  private readonly dotted: AffixNode[] = []
  private built = false
  /** Per trie node, made on first use. */
  private readonly made: (AffixNode | undefined)[] = []
  private nodes = 1
  // Per node, the affix to be tried first, from 1; per affix, the next of the same letters.
  private first = new Int32Array(0)
  private next = new Int32Array(0)
  // Edges, open addressing: `node × 256 + byte`, and the child; a child is never the root, so 0 is an empty slot.
  private edges = new Int32Array(128)

  /**
   * @param list In the order of the file. Of affixes with the same letters Hunspell tries the last first.
   * @param some Which of them; all when not given.
   */
  constructor(
    private readonly list: AffixList,
    private readonly kind: 'prefix' | 'suffix',
    private readonly some?: readonly number[],
  ) {
    this.size = some?.length ?? list.size
    this.empty = this.size === 0
  }

  /** Affixes with a dot that is not their first byte: it stands for any byte. Few dictionaries have one. */
  get withDots(): readonly AffixNode[] {
    if (!this.built) this.build()
    return this.dotted
  }

  /** The affixes that end at a trie node. */
  at(node: number): AffixNode | undefined {
    if (!this.built) this.build()
    if (this.first[node] === 0) return undefined
    return this.made[node] ?? this.make(node)
  }

  /** The node below `node` along `byte`, or -1. */
  child(node: number, byte: number): number {
    const key = node * 256 + byte
    const { edges } = this
    const mask = edges.length - 1
    for (let slot = mix(key) & mask & -2; ; slot = (slot + 2) & mask) {
      const child = edges[slot + 1] as number
      if (child === 0) return NONE
      if (edges[slot] === key) return child
    }
  }

  /** Whether an affix with dots is at its end of the word. */
  matchesDots(node: AffixNode, bytes: Uint8Array, length: number): boolean {
    const append = (node.entries[0] as AffixEntry).append
    if (append.length > length) return false
    for (let i = 0; i < append.length; i++) {
      const at = this.kind === 'prefix' ? i : length - 1 - i
      const code = append.charCodeAt(this.kind === 'prefix' ? i : append.length - 1 - i)
      if (code !== bytes[at] && !(code === DOT && i > 0)) return false
    }
    return true
  }

  /** On first use: not every text needs every table. */
  private build(): void {
    this.built = true
    const { list, some, size, kind } = this
    const { source } = list.texts
    const step = kind === 'prefix' ? 1 : -1
    this.first = new Int32Array(256)
    this.next = new Int32Array(size)
    const dotted: number[] = []
    for (let n = 0; n < size; n++) {
      const i = some === undefined ? n : (some[n] as number)
      const start = list.appendStart(i)
      const length = list.appendLength(i)
      if (list.dots && this.anyByte(start, length)) {
        dotted.push(i)
        continue
      }
      let node = ROOT
      let at = kind === 'prefix' ? start : start + length - 1
      for (let left = length; left > 0; left--, at += step) node = this.descend(node, source[at] as number)
      this.next[n] = this.first[node] as number
      this.first[node] = n + 1
    }
    const byLetters = new Map<string, AffixEntry[]>()
    for (const i of dotted.reverse()) {
      const entry = list.entry(i)
      byLetters.set(entry.append, [...(byLetters.get(entry.append) ?? []), entry])
    }
    for (const entries of byLetters.values()) this.dotted.push(nodeOf(entries))
  }

  private anyByte(start: number, length: number): boolean {
    const append = this.list.texts.source.subarray(start, start + length)
    const outermost = append[this.kind === 'prefix' ? 0 : length - 1]
    return (append.includes(DOT) && outermost !== DOT) || append.lastIndexOf(DOT) !== append.indexOf(DOT)
  }

  private make(node: number): AffixNode {
    const entries: AffixEntry[] = []
    for (let n = this.first[node] as number; n > 0; n = this.next[n - 1] as number) {
      entries.push(this.list.entry(this.some === undefined ? n - 1 : (this.some[n - 1] as number)))
    }
    const made = nodeOf(entries)
    this.made[node] = made
    return made
  }

  private descend(node: number, byte: number): number {
    const found = this.child(node, byte)
    if (found !== NONE) return found
    const child = this.nodes++
    if (child * 4 > this.edges.length) this.growEdges()
    if (child >= this.first.length) {
      const grown = new Int32Array(child * 2)
      grown.set(this.first)
      this.first = grown
    }
    this.put(node * 256 + byte, child)
    return child
  }

  private put(key: number, child: number): void {
    const { edges } = this
    const mask = edges.length - 1
    let slot = mix(key) & mask & -2
    while (edges[slot + 1] !== 0) slot = (slot + 2) & mask
    edges[slot] = key
    edges[slot + 1] = child
  }

  private growEdges(): void {
    const { edges } = this
    this.edges = new Int32Array(edges.length * 2)
    for (let i = 0; i < edges.length; i += 2) {
      const child = edges[i + 1] as number
      if (child !== 0) this.put(edges[i] as number, child)
    }
  }
}

function mix(key: number): number {
  const product = Math.imul(key, 0x9e3779b1)
  return (product ^ (product >>> 15)) << 1
}

function nodeOf(entries: AffixEntry[]): AffixNode {
  const groups = grouped(entries)
  const strips = groups.flatMap(({ strip }) => [strip.length, ...strip])
  return { length: (entries[0] as AffixEntry).append.length, entries, groups, strips: Int32Array.from(strips) }
}

/** Affixes by what they take off. */
function grouped(entries: readonly AffixEntry[]): AffixGroup[] {
  const groups = new Map<Uint8Array, AffixGroup>()
  for (const entry of entries) {
    const group = groups.get(entry.strip)
    if (group) group.entries.push(entry)
    else groups.set(entry.strip, { strip: entry.strip, entries: [entry] })
  }
  return [...groups.values()]
}
