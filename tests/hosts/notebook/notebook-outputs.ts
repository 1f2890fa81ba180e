import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const EXAMPLE_NOTEBOOK = fileURLToPath(new URL('../../../examples/notebook/scores.ipynb', import.meta.url))

interface Notebook {
  cells: { outputs?: { data?: Record<string, string | string[]> }[] }[]
}

/** What each code cell of a notebook shows, by media type. */
export function notebookOutputs(path: string): Record<string, string>[][] {
  const { cells } = JSON.parse(readFileSync(path, 'utf8')) as Notebook
  return cells.flatMap(({ outputs }) => {
    if (outputs === undefined) return []
    return [
      outputs.map(({ data = {} }) =>
        Object.fromEntries(Object.entries(data).map(([type, text]) => [type, [text].flat().join('')])),
      ),
    ]
  })
}
