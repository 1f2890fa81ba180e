import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/index.js'
import type { Usage } from '../../src/llm/index.js'
import { modernNode } from '../hosts/integrations/modern-node.js'
import { exampleProject, NotInstalled, run } from '../support/packed.js'
import { anthropicServer, geminiServer, type VendorCall } from '../support/vendor-servers.js'
import { withoutHost } from '../support/without-host.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const keys = { ANTHROPIC_API_KEY: 'an-ordinary-key-9', GOOGLE_GENERATIVE_AI_API_KEY: 'another-ordinary-key-7' }
const stars = (number: number) =>
  JSON.stringify({
    Language: number,
    Fluency: number,
    Helpfulness: number,
    Accuracy: number,
    'Logical coherence': number,
    Harmlessness: number,
  })

/** The example's own versions are those of AI SDK 6; the others are of 5 and 7, which wants Node 22. */
const versions: [sdk: string, needs: Record<string, string>, node?: readonly [number, number]][] = [
  ['AI SDK 5, models of specification v2', { '@ai-sdk/anthropic': '^2.0.0', '@ai-sdk/google': '^2.0.0' }],
  ['AI SDK 6, models of specification v3', {}],
  ['AI SDK 7, models of specification v4', { '@ai-sdk/anthropic': '^4.0.0', '@ai-sdk/google': '^4.0.0' }, [22, 0]],
]

describe.each(versions)('examples/ai-sdk with %s: Claude and Gemini as judges', (_, needs, version) => {
  test('verdicts, usage, and failures as what they are', { timeout: 400_000 }, async ({ skip }) => {
    const { folder, node } = await project(needs, version).catch((error: unknown) => {
      if (error instanceof NotInstalled) return withoutHost(skip, `the AI SDK is not to be had: ${error.message}`)
      throw error
    })
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    expect(await run(process.execPath, [tsc, '-p', folder], { cwd: folder })).toMatchObject({ status: 0, stdout: '' })

    const anthropic = await anthropicServer(claude())
    const google = await geminiServer(gemini)
    const env = {
      ...keys,
      PATH: [node, process.env.PATH].join(delimiter),
      HOME: folder,
      ANTHROPIC_BASE_URL: anthropic.url,
      GEMINI_BASE_URL: google.url,
      AI_SDK_LOG_WARNINGS: 'false',
    }
    const ran = await run('npm', ['run', '--silent', 'eval'], { cwd: folder, env }).finally(() => {
      anthropic.close()
      google.close()
    })
    expect(ran.status, ran.stderr).toBe(0)
    const told: { report: Report; claude: Usage; gemini: Usage } = JSON.parse(
      ran.stdout.trimEnd().split('\n').at(-1) ?? '',
    )

    // Of twelve samples one has no input; of the rest one was refused by each vendor's own means.
    const metrics = told.report.groups[0]?.metrics ?? {}
    const counts = { total: 12, skipped: 1, scored: 10, failed: 1 }
    expect(metrics.relevance).toMatchObject({ ...counts, mean: 1 })
    expect(metrics['claude.fluency']).toMatchObject({ ...counts, mean: 1 })
    expect(metrics['gemini.fluency']).toMatchObject({ ...counts, mean: 0.5 })
    // The six criteria are asked for again after a failure: first the one of language, then the others.
    expect(told.claude).toMatchObject({ calls: 20, failures: 3, promptTokens: 20 * 150, completionTokens: 20 * 5 })
    expect(told.gemini).toMatchObject({ calls: 11, failures: 0, promptTokens: 11 * 120 })
    expect(told.report.signature.relevance).toMatch(/^claude-sonnet-4-5#[0-9a-f]{8},provider=anthropic\.messages$/)
    expect(told.report.signature['gemini.sixCriteria']).toContain('provider=google.generative-ai,providerOptions=')

    expect(told.report.signature.decoding).toBe('greedy')

    // Greedy, no longer than asked, by a schema where the judge has one.
    const asked = anthropic.calls.filter(({ structured }) => structured)
    expect(asked.length).toBeGreaterThanOrEqual(11)
    for (const { body } of anthropic.calls) expect(body).toMatchObject({ temperature: 0, model: 'claude-sonnet-4-5' })
    for (const { body, path } of google.calls) {
      expect(path).toBe('/models/gemini-2.5-flash:generateContent')
      expect(body.generationConfig).toMatchObject({ temperature: 0, thinkingConfig: { thinkingBudget: 0 } })
    }

    // What the server quoted of the key is in nothing that was printed or kept.
    const cache = join(folder, '.judges')
    const kept = readdirSync(cache, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    expect(kept.length).toBeGreaterThan(0)
    for (const key of Object.values(keys)) expect([ran.stdout, ran.stderr, ...kept].join('\n')).not.toContain(key)
  })
})

/** Overloaded at first; has no right to judge a broken car, and says so with the key; quotes the key in its verdict on a tower. */
function claude() {
  let overloaded = 1
  return ({ body, headers, structured }: VendorCall) => {
    const key = String(headers['x-api-key'])
    if (overloaded-- > 0) return error(529, 'overloaded_error', 'Overloaded')
    const prompt = JSON.stringify(body.messages)
    if (prompt.includes('en panne')) return error(401, 'authentication_error', `invalid x-api-key: ${key}`)
    if (structured) return stars(3)
    return prompt.includes('tour Eiffel') ? `As ${key} I judge.\n\n1` : '1'
  }
}

function error(status: number, type: string, message: string) {
  return { status, body: { type: 'error', error: { type, message } } }
}

function gemini({ body }: VendorCall) {
  if (!JSON.stringify(body.contents).includes('en panne')) return stars(2)
  const promptFeedback = { blockReason: 'PROHIBITED_CONTENT' }
  return { status: 200, body: { promptFeedback, usageMetadata: { promptTokenCount: 120, totalTokenCount: 120 } } }
}

async function project(needs: Record<string, string>, version: readonly [number, number] | undefined) {
  const node = version === undefined ? dirname(process.execPath) : await modernNode(version)
  const folder = await exampleProject('ai-sdk', needs)
  cpSync(join(root, 'examples/samples.json'), join(folder, '../samples.json'))
  const compilerOptions = {
    target: 'ES2024',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  return { folder, node }
}
