import { loadingProgram, loads } from '../tests/support/loads.js'

const SUBPATHS = ['', '/generate', '/llm', '/evalset', '/report', '/integrations', '/notebook']

/** What importing each subpath loads: modules, kilobytes and packages, as an ES module and as CommonJS. */
export function benchLoads(): string[] {
  const lines = ['| loaded by importing | as | modules | kB | packages |', '|---|---|---:|---:|---|']
  for (const subpath of SUBPATHS) {
    for (const format of ['esm', 'cjs'] as const) {
      const { modules, bytes, packages } = loads(loadingProgram(`crosslingual${subpath}`, format), format)
      const cells = [
        `crosslingual${subpath}`,
        format,
        modules,
        (bytes / 1000).toFixed(0),
        Object.keys(packages).join(', '),
      ]
      lines.push(`| ${cells.join(' | ')} |`)
    }
  }
  return lines
}
