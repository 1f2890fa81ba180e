import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { afterAll, expect, test } from 'vitest'

// What users can import, written down: a change of it shows in review. `npx vitest run tests/package/api -u` writes it anew.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosslingual-api-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Conditions {
  types?: string
  import?: { types: string }
}
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Record<string, string | Conditions>
}
const entries = Object.entries(exports).flatMap(([subpath, conditions]): [subpath: string, types: string][] => {
  const types = typeof conditions === 'string' ? undefined : (conditions.types ?? conditions.import?.types)
  return types === undefined ? [] : [[subpath.replace('.', 'crosslingual'), types]]
})

test.each(entries)('%s offers what is written down', { timeout: 60_000 }, async (subpath, types) => {
  const name = subpath.replace('/', '-')
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: join(root, types),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, types: ['node'], skipLibCheck: true },
          files: [join(root, types)],
        },
      },
      apiReport: { enabled: true, reportFileName: name, reportFolder: folder, reportTempFolder: folder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  })
  Extractor.invoke(config, { localBuild: true, messageCallback: (message) => (message.handled = true) })
  const report = readFileSync(join(folder, `${name}.api.md`), 'utf8')
  await expect(report).toMatchFileSnapshot(`api/${name}.api.md`)
})
