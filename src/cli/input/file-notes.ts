/** What the user should know of the files that were read. */
export interface FileNotes {
  add(file: string, note: string): void
  /** A line for each note, with the files that it is of. */
  lines(): string[]
}

const SHOWN = 3

export function fileNotes(): FileNotes {
  const files = new Map<string, Set<string>>()
  return {
    add(file, note) {
      files.set(note, (files.get(note) ?? new Set()).add(file))
    },
    lines: () =>
      [...files].map(([note, all]) => {
        const named = [...all].slice(0, SHOWN).join(', ')
        return `${named}${all.size > SHOWN ? ` and ${all.size - SHOWN} more` : ''}: ${note}`
      }),
  }
}
