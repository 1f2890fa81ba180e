import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DictionaryFiles } from '../../src/engines/speller.js'
import { nativeHunspell } from './native.js'

const require = createRequire(import.meta.url)

/**
 * Where the files of an installed `dictionary-xx` are, here or in the `node_modules` that `DICTIONARIES` names: more languages than users get.
 * Undefined when it is not installed.
 */
export function dictionaryPaths(language: string): { aff: string; dic: string } | undefined {
  const { DICTIONARIES } = process.env
  try {
    const places = [import.meta.dirname, ...(DICTIONARIES === undefined ? [] : [DICTIONARIES])]
    const folder = dirname(require.resolve(`dictionary-${language}`, { paths: places }))
    const paths = { aff: join(folder, 'index.aff'), dic: join(folder, 'index.dic') }
    return existsSync(paths.aff) ? paths : undefined
  } catch {
    return undefined
  }
}

export function packagedDictionary(language: string): DictionaryFiles {
  const paths = dictionaryPaths(language)
  if (paths === undefined) throw new Error(`dictionary-${language} is not installed`)
  return { aff: readFileSync(paths.aff), dic: readFileSync(paths.dic) }
}

/** The verdicts of native Hunspell with files that are written for it. */
export function nativeVerdicts(files: DictionaryFiles, words: readonly (string | Uint8Array)[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
  try {
    const [aff, dic] = [join(folder, 'x.aff'), join(folder, 'x.dic')]
    writeFileSync(aff, files.aff)
    writeFileSync(dic, files.dic)
    return nativeHunspell(aff, dic, words)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
