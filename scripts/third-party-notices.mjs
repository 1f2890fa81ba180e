// `node scripts/third-party-notices.mjs` writes THIRD_PARTY_NOTICES: the licences of the packages that the build has put into dist, which is to be there.
// With `--check` it writes nothing and fails when the file says something else. What is in dist is read from dist itself: esbuild names the source of each
// module above it, and leaves out those of which nothing is used.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const NOTICES = 'THIRD_PARTY_NOTICES'
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i

const HEADING = `The files in dist hold code of the packages below, each under its own licence. Packages that are installed beside crosslingual bring theirs.
`

/** The folders of packages in dist, below the root. */
function inlinedFolders() {
  if (!existsSync('dist')) throw new Error('no dist: npm run build')
  const built = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?js$/.test(file))
  const folders = new Set()
  for (const file of built) {
    const source = readFileSync(join('dist', file), 'utf8')
    for (const [, folder] of source.matchAll(/^\s*\/\/ ((?:node_modules\/(?:@[^/\s]+\/)?[^/\s]+\/)+)/gm))
      folders.add(folder)
  }
  // The build inlines some for certain: to find none is to have looked for the wrong thing.
  if (folders.size === 0) throw new Error('no package found in dist: are the comments of esbuild gone?')
  return [...folders]
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file))
  if (files.length === 0) throw new Error(`${name}@${version} has no licence file`)
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  return `${'-'.repeat(80)}\n\n${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`
}

// By name, not by folder: where npm puts a package hangs on what else is installed.
const notices = [...new Set(inlinedFolders().map(notice))].sort()
const text = [HEADING, ...notices].join('\n')
if (process.argv.includes('--check')) {
  if (!existsSync(NOTICES) || readFileSync(NOTICES, 'utf8') !== text) {
    console.error(`${NOTICES} is not what the build puts into dist: node scripts/third-party-notices.mjs`)
    process.exitCode = 1
  }
} else {
  writeFileSync(NOTICES, text)
  console.log(`${notices.length} packages in ${NOTICES}`)
}
