// `node bench/install-size.mjs [what…]` prints how many packages, files and megabytes `npm install` of each brings into a new project: of the package as it would
// be packed from dist, unless it is told what, such as a tarball or `crosslingual@0.1.0`.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const scratch = mkdtempSync(join(tmpdir(), 'crosslingual-install-size-'))
const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' })

function packed() {
  npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', scratch], process.cwd())
  return join(
    scratch,
    readdirSync(scratch).find((file) => file.endsWith('.tgz')),
  )
}

function installed(what) {
  const folder = mkdtempSync(join(scratch, 'project-'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  npm(
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--silent',
      what.endsWith('.tgz') ? resolve(what) : what,
    ],
    folder,
  )
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  const paths = readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' })
  const sizes = paths.map((path) => statSync(join(folder, 'node_modules', path))).filter((stats) => stats.isFile())
  const bytes = sizes.reduce((sum, { size }) => sum + size, 0)
  // The project is among them too, and what is for other machines, which is not there.
  const there = Object.keys(packages).filter((path) => path !== '' && existsSync(join(folder, path)))
  return [there.length, sizes.length, (bytes / 1e6).toFixed(1)]
}

try {
  const all = process.argv.slice(2)
  console.log('| installed | packages | files | MB |\n|---|---:|---:|---:|')
  for (const what of all.length > 0 ? all : [packed()]) {
    console.log(`| ${[what, ...installed(what)].join(' | ')} |`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
