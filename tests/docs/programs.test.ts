import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'

// examples/programs is what users write: it compiles against the built package under the strictest settings, and prints what its last lines say.

const folder = fileURLToPath(new URL('../../examples/programs/', import.meta.url))
const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))

test('the programs compile, library checked too', { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(fileNames, options))
  expect(
    diagnostics.map((each) => `${each.file?.fileName} ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`),
  ).toEqual([])
  expect(options).toMatchObject({ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true })
})

describe('what they print', () => {
  let printed: Record<string, string> = {}

  beforeAll(() => {
    // One process for all of them: most of the time would go into starting.
    const script = `
      const { format } = await import('node:util')
      const printed = {}
      for (const file of ${JSON.stringify(files)}) {
        const lines = []
        console.log = (...values) => lines.push(format(...values))
        await import(${JSON.stringify(pathToFileURL(folder).href)} + file)
        printed[file] = lines.join('\\n')
      }
      process.stdout.write(JSON.stringify(printed))`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder })
    expect(stderr).toBe('')
    printed = JSON.parse(stdout)
  }, 60_000)

  test.each(files)('%s', (file) => {
    const [, said = ''] = /\n((?:\/\/ .*\n)+)$/.exec(readFileSync(folder + file, 'utf8')) ?? []
    expect(said).not.toBe('')
    expect(printed[file]).toBe(said.trimEnd().replace(/^\/\/ /gm, ''))
  })
})
