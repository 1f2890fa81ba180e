import type { GroupKey } from '../results/group-key.js'
import { printable } from './printable.js'

/** The values that a group's samples share, safe to print. */
export function groupName(by: GroupKey, ofAll = 'all samples'): string {
  return (
    Object.values(by)
      .map((value) => printable(value ?? '–'))
      .join(', ') || ofAll
  )
}
