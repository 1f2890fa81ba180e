import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

test.each([
  ['crosslingual', 'evaluate'],
  ['crosslingual/evalset', 'evaluationSet'],
  ['crosslingual/llm', 'openaiClient, aiSdkClient, chatClient, diskStore, embeddedClient'],
])('esbuild makes a bundle for browsers of %s as it is', { timeout: 30_000 }, async (subpath, name) => {
  const { outputFiles, warnings, metafile } = await build({
    stdin: { contents: `export { ${name} } from '${subpath}'`, resolveDir: root },
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  expect(warnings).toEqual([])
  const [bundle = ''] = outputFiles.map(({ text }) => text)
  expect(bundle).toContain(name.split(',')[0])
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([])
})
