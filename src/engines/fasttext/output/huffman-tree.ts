/** A binary tree over labels: nodes 0 to `labels` − 1 are the labels, the last one is the root. */
export interface HuffmanTree {
  left: Int32Array
  right: Int32Array
  root: number
  depth: number
}

/** What native takes for the count of a node that is not made yet (loss.cc, buildTree). */
const INFINITE = 1e15

/**
 * Huffman's tree over labels by how often they occur. Which of two equal counts comes first decides the whole tree, so the labels have to be
 * in the model's order (most frequent first) and are taken from its end, and a made node goes before a label of the same count.
 *
 * @param counts Each 0 to 10¹⁵ − 1.
 */
export function huffmanTree(counts: readonly number[]): HuffmanTree {
  const labels = counts.length
  const nodes = 2 * labels - 1
  const left = new Int32Array(nodes).fill(-1)
  const right = new Int32Array(nodes).fill(-1)
  const height = new Int32Array(nodes)
  const count = new Float64Array(nodes).fill(INFINITE)
  count.set(counts)
  let label = labels - 1
  let made = labels
  const rarest = () => (label >= 0 && (count[label] as number) < (count[made] as number) ? label-- : made++)
  for (let node = labels; node < nodes; node++) {
    const a = rarest()
    const b = rarest()
    left[node] = a
    right[node] = b
    count[node] = (count[a] as number) + (count[b] as number)
    height[node] = 1 + Math.max(height[a] as number, height[b] as number)
  }
  return { left, right, root: nodes - 1, depth: height[nodes - 1] as number }
}
