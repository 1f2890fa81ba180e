import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../core/input-error.js'
import { atomicFile } from '../files/atomic-file.js'
import { outputTarget } from '../files/output-file.js'
import { loadBytes } from '../resources/load-bytes.js'
import {
  DATA_FOLDER,
  dictionaryFolder,
  findDictionaryPackage,
  MODEL_FILE,
  packagedModel,
} from '../resources/packages.js'
import { dictionaryPackageName } from '../scorers/spelling/dictionaries.js'
import { missingPackage, packageVarieties } from '../scorers/spelling/dictionary-choice.js'
import { languageVariety } from '../text/language-variety.js'
import { withForce } from './options/force.js'
import { parseList } from './options/score-options.js'
import { tell } from './output/tell.js'

/** The model has no file of its own to say this. */
const MODEL_NOTICE = `lid.176.ftz: language identification for fastText, by Facebook, Inc.
https://fasttext.cc/docs/en/language-identification.html
A. Joulin, E. Grave, P. Bojanowski, M. Douze, H. Jégou, T. Mikolov: FastText.zip: Compressing text classification models (2016), arXiv:1612.03651
License: Creative Commons Attribution-ShareAlike 3.0, https://creativecommons.org/licenses/by-sa/3.0/
`

const PACKAGED = ['en', 'fr', 'pt', 'ru']

/** What of a dictionary's package belongs to its data: the two files, its version, its licence. */
const DICTIONARY_FILES = /^(?:index\.(?:aff|dic)|package\.json|licen[cs]e.*|readme.*)$/i

/** `crosslingual bundle-data FOLDER` */
export function bundleDataCommand(): Command {
  return withForce(new Command('bundle-data'), 'the folder')
    .argument('<folder>', `the folder of the bundle; they go into ${DATA_FOLDER} in it`)
    .option('--languages <codes>', 'whose dictionaries (default: en,fr,pt,ru)', parseList)
    .action(async (folder: string, options: { languages?: string[]; force?: boolean }) => {
      const { languages = PACKAGED, force = false } = options
      const target = join(folder, DATA_FOLDER)
      const dictionaries = await Promise.all(languages.map(dictionary)) // before anything is written
      await mkdir(target, { recursive: true })
      await put(join(target, MODEL_FILE), await loadBytes(await packagedModel()), force)
      await put(join(target, `${MODEL_FILE}.txt`), Buffer.from(MODEL_NOTICE), force)
      for (const { name, source } of dictionaries) await copyDictionary(source, join(target, name), force)
      tell(`${[MODEL_FILE, ...dictionaries.map(({ version }) => version)].join(', ')} in ${target}`)
    })
}

/** @throws InputError when it is not installed. */
async function dictionary(language: string): Promise<{ name: string; version: string; source: string }> {
  const variety = languageVariety(language)
  for (const name of packageVarieties(variety).map(dictionaryPackageName)) {
    const [source, found] = await Promise.all([dictionaryFolder(name), findDictionaryPackage(name)])
    if (source !== undefined && found !== undefined) return { name, version: found.name, source }
  }
  throw new InputError('--languages', `no dictionary for ${language}: npm install ${missingPackage(variety)}`)
}

/** Writes a file; one that has these very bytes stays, so that a build may be run again. @throws InputError for another without `overwrite`. */
async function put(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  const there = await readFile(outputTarget(path)).catch(() => undefined)
  if (there?.equals(bytes)) return
  const file = await atomicFile(path, { overwrite, mode: 0o644 })
  try {
    await file.write(bytes)
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}

async function copyDictionary(source: string, target: string, overwrite: boolean): Promise<void> {
  await mkdir(target, { recursive: true })
  const files = (await readdir(source)).filter((file) => DICTIONARY_FILES.test(file))
  for (const file of files) await put(join(target, file), await readFile(join(source, file)), overwrite)
}
