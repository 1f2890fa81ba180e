import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Before tests of the build that do not make it: an old one would be tested in place of the sources. */
export function setup(): void {
  const built = join(root, 'dist/cli/main.js')
  if (!existsSync(built)) throw new Error('dist is not there: npm run build')
  const { mtimeMs } = statSync(built)
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((file) => join('src', file))
  const newer = [...sources, 'tsup.config.ts'].find((file) => {
    const stats = statSync(join(root, file))
    return stats.isFile() && stats.mtimeMs > mtimeMs
  })
  if (newer !== undefined) throw new Error(`dist is older than ${newer}: npm run build`)
}
