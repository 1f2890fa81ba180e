import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as evalset from '../../src/evalset/index.js'
import * as files from '../../src/files/index.js'
import * as generation from '../../src/generate/index.js'
import * as integrations from '../../src/hosts/integrations/index.js'
import * as library from '../../src/index.js'
import * as llm from '../../src/llm/index.js'
import * as report from '../../src/report/index.js'
import { docExamples, runExample } from './examples.js'

/** What examples import of Node. */
const node = { join, readFileSync, tmpdir }

const root = new URL('../../', import.meta.url)
const sources = readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('cli') && !file.endsWith('index.ts'))
  .map((file) => `src/${file}`)

const examples = sources.flatMap((file) => docExamples(readFileSync(new URL(file, root), 'utf8'), file))

describe('examples in doc comments say what is true', () => {
  test.each(examples)('$where', async (example) => {
    const module = (await import(new URL(example.where.replace(/:\d+$/, ''), root).href)) as object
    const claims = await runExample(example, {
      ...library,
      ...evalset,
      ...files,
      ...generation,
      ...integrations,
      ...llm,
      ...report,
      ...module,
      ...node,
    })
    expect(claims.length).toBeGreaterThan(0)
    for (const { got, claimed } of claims) expect(got).toEqual(claimed)
  })

  test('every function that the package exports has one', () => {
    const documented = examples.map(({ code }) => code).join('\n')
    const functions = Object.entries<unknown>({
      ...library,
      ...evalset,
      ...files,
      ...generation,
      ...integrations,
      ...llm,
      ...report,
    }).filter(([, value]) => typeof value === 'function')
    const without = functions.map(([name]) => name).filter((name) => !new RegExp(`\\b${name}\\(`).test(documented))
    // An error class, and two siblings of `scored`, which defineScorer's example shows.
    expect(without).toEqual(['InputError', 'failed', 'skipped'])
  })
})
