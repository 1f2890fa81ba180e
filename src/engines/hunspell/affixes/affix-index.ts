import type { AffixEntry } from '../aff/affix-entry.js'
import type { AffixList } from '../aff/affix-list.js'
import { AffixNode } from './affix-node.js'

const NONE = -1
const ROOT = 0
const DOT = 0x2e

/**
 * A trie of affixes from the word's end inwards: the suffixes read backwards, the prefixes forwards. It grows where words lead, as most
 * of the affixes of a file are at the end of no word of a text.
 */
export class AffixIndex {
  readonly empty: boolean
  private readonly size: number
  /** See {@link find}; used again and again, as no index is asked again while its answer is looked through. */
  readonly found: AffixNode[] = []
  /** Affixes with a dot that is not their first byte: it stands for any byte. Few dictionaries have one. After {@link at}. */
  readonly dotted: AffixNode[] = []
  private built = false
  /** Per trie node, made on first use. */
  private readonly made: (AffixNode | undefined)[] = []
  private nodes = 1
  // Per node, the affix to be tried first, from 1; per affix, the next one. Those of a node that has not grown are of its letters and more.
  private first = new Int32Array(64)
  private next = new Int32Array(0)
  /** Per node, how many letters lead there; -1 once it has grown. */
  private depths = new Int32Array(64)
  private readonly below = new Int32Array(256)
  private readonly belowLast = new Int32Array(256)
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

  /** Puts the affixes at their end of the word into {@link found}, the shorter first, those with dots last; how many. */
  find(bytes: Uint8Array, length: number): number {
    if (this.empty) return 0
    const { found } = this
    const step = this.kind === 'prefix' ? 1 : -1
    let next = step === 1 ? 0 : length - 1
    let count = 0
    for (let node = 0, left = length; node >= 0; left--) {
      const affixes = this.at(node)
      if (affixes !== undefined) found[count++] = affixes
      node = left > 0 ? this.child(node, bytes[next] as number) : NONE
      next += step
    }
    for (const affixes of this.dotted) if (this.matchesDots(affixes, bytes, length)) found[count++] = affixes
    return count
  }

  /** The affixes that end at a trie node. */
  at(node: number): AffixNode | undefined {
    if ((this.depths[node] as number) >= 0) this.grow(node)
    if (this.first[node] === 0) return undefined
    return this.made[node] ?? this.make(node)
  }

  /** The node below `node` along `byte`, or -1; after {@link at}. */
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

  /** Whether one of {@link dotted} is at its end of the word. */
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
    const { list, some, size } = this
    this.next = new Int32Array(size)
    const dotted: number[] = []
    for (let n = 0; n < size; n++) {
      if (list.dots) {
        const i = some === undefined ? n : (some[n] as number)
        if (this.anyByte(list.appendStart(i), list.appendLength(i))) {
          dotted.push(i)
          continue
        }
      }
      this.next[n] = this.first[ROOT] as number
      this.first[ROOT] = n + 1
    }
    const byLetters = new Map<string, number[]>()
    for (const i of dotted.reverse()) {
      const { append } = list.entry(i)
      byLetters.set(append, [...(byLetters.get(append) ?? []), i])
    }
    for (const affixes of byLetters.values()) this.dotted.push(new AffixNode(list, affixes, true))
  }

  private anyByte(start: number, length: number): boolean {
    const append = this.list.texts.source.subarray(start, start + length)
    const outermost = append[this.kind === 'prefix' ? 0 : length - 1]
    return (append.includes(DOT) && outermost !== DOT) || append.lastIndexOf(DOT) !== append.indexOf(DOT)
  }

  private make(node: number): AffixNode {
    const affixes: number[] = []
    for (let n = this.first[node] as number; n > 0; n = this.next[n - 1] as number) {
      affixes.push(this.some === undefined ? n - 1 : (this.some[n - 1] as number))
    }
    const made = new AffixNode(this.list, affixes, false)
    this.made[node] = made
    return made
  }

  /** Hands the affixes with more letters on to the nodes below. */
  private grow(node: number): void {
    if (!this.built) this.build()
    const { list, some, next, kind, below, belowLast } = this
    const { source } = list.texts
    const depth = this.depths[node] as number
    this.depths[node] = -1
    let n = this.first[node] as number
    let last = 0
    this.first[node] = 0
    below.fill(0)
    while (n > 0) {
      const i = some === undefined ? n - 1 : (some[n - 1] as number)
      const following = next[n - 1] as number
      next[n - 1] = 0
      const length = list.appendLength(i)
      if (length === depth) {
        if (last === 0) this.first[node] = n
        else next[last - 1] = n
        last = n
      } else {
        const start = list.appendStart(i)
        const byte = source[kind === 'prefix' ? start + depth : start + length - 1 - depth] as number
        if (below[byte] === 0) {
          const child = this.addNode(node * 256 + byte, depth + 1)
          below[byte] = child
          this.first[child] = n
        } else next[(belowLast[byte] as number) - 1] = n
        belowLast[byte] = n
      }
      n = following
    }
  }

  private addNode(key: number, depth: number): number {
    const child = this.nodes++
    if (child * 4 > this.edges.length) this.growEdges()
    if (child >= this.first.length) {
      this.first = doubled(this.first)
      this.depths = doubled(this.depths)
    }
    this.put(key, child)
    this.depths[child] = depth
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

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(array.length * 2)
  result.set(array)
  return result
}
