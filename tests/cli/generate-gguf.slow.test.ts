import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { canLoad } from '../support/can-load.js'
import { crosslingual } from '../support/cli.js'
import { writeConstantGguf } from '../support/tiny-gguf.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.skipIf(!canLoad)(
  'crosslingual generate with a GGUF in this process: the reference penalty, proved like any other',
  { timeout: 600_000 },
  async () => {
    const gguf = join(folder, 'constant.gguf')
    writeConstantGguf(gguf)
    const out = join(folder, 'embedded.jsonl')
    const { status, stderr } = await crosslingual(
      'generate',
      '--gguf',
      gguf,
      '--languages',
      'en',
      '--size',
      '1',
      '--max-tokens',
      '24',
      '--out',
      out,
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining(`1 response in ${out}\n`) })
    const [row] = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { output: string })
    expect(row?.output).toMatch(/^[bcd]{0,3}a+$/)
    expect(JSON.parse(readFileSync(`${out}.manifest.json`, 'utf8'))).toMatchObject({
      server: { kind: 'embedded' },
      penalty: { scope: 'prompt+output' },
    })
  },
)
