import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../core/input-error.js'
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
import { parseList } from './options/score-options.js'

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
  return new Command('bundle-data')
    .argument('<folder>', `the folder of the bundle; they go into ${DATA_FOLDER} in it`)
    .option('--languages <codes>', 'whose dictionaries (default: en,fr,pt,ru)', parseList)
    .action(async (folder: string, { languages = PACKAGED }: { languages?: string[] }) => {
      const target = join(folder, DATA_FOLDER)
      const dictionaries = await Promise.all(languages.map(dictionary)) // before anything is written
      await mkdir(target, { recursive: true })
      await writeFile(join(target, MODEL_FILE), await loadBytes(await packagedModel()))
      await writeFile(join(target, `${MODEL_FILE}.txt`), MODEL_NOTICE)
      for (const { name, source } of dictionaries) await copyDictionary(source, join(target, name))
      process.stderr.write(`${[MODEL_FILE, ...dictionaries.map(({ version }) => version)].join(', ')} in ${target}\n`)
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

async function copyDictionary(source: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  const files = (await readdir(source)).filter((file) => DICTIONARY_FILES.test(file))
  await Promise.all(files.map((file) => copyFile(join(source, file), join(target, file))))
}
