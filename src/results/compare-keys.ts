import type { GroupKey } from './group-key.js'

/** The order of groups in a report: by their fields, one after the other. */
export function compareKeys(a: GroupKey, b: GroupKey, by: readonly string[]): number {
  for (const field of by) {
    const left = a[field] ?? ''
    const right = b[field] ?? ''
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}
