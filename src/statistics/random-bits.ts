/**
 * Random 32-bit numbers that a name and a seed determine: sfc32 (PractRand), its state filled from two FNV-1a hashes of the name and
 * stirred. Not for secrets.
 */
export function randomBits(name: string, seed: number, count: number): Uint32Array {
  return bitsOfState(randomState(name, seed), count)
}

/** All that the numbers are told from: small enough to be kept in their place. */
export type RandomState = readonly [a: number, b: number, c: number]

export function randomState(name: string, seed: number): RandomState {
  let a = 0x811c9dc5 ^ seed
  let b = 0x9747b28c ^ (seed >>> 16)
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ ((unit << 5) | (unit >>> 11)), 0x85ebca6b)
    b ^= b >>> 13
  }
  return [a, b, seed | 0]
}

/** The numbers that begin at a state. */
export function bitsOfState(state: RandomState, count: number): Uint32Array {
  let [a, b, c] = state
  const bits = new Uint32Array(count)
  // In one loop over local numbers: a thousand draws a sample would otherwise be seen in the time of a run.
  for (let i = -STIRRED; i < count; i++) {
    const sum = (a + b + i + STIRRED + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    if (i >= 0) bits[i] = sum
  }
  return bits
}

/** How many numbers are thrown away before the first. */
const STIRRED = 15
