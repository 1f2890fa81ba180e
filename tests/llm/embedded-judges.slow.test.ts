import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { evaluate, relevanceJudge, type Score, sixCriteriaJudge } from '../../src/index.js'
import { embeddedClient } from '../../src/llm/index.js'
import { canLoad } from '../support/can-load.js'
import { demoSamples } from '../support/demo.js'
import { writeTinyGguf } from '../support/tiny-gguf.js'

const SAMPLES = 20

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-embedded-'))
const tiny = join(folder, 'tiny.gguf')
writeTinyGguf(tiny)
afterAll(() => rmSync(folder, { recursive: true }))

const models = [tiny, process.env.CROSSLINGUAL_GGUF].filter((path) => path !== undefined && path !== '') as string[]

describe.skipIf(!canLoad).each(models.map((path) => [path === tiny ? 'a tiny model' : 'a real model', path]))(
  'both judges with %s',
  (_, modelPath) => {
    test(`${SAMPLES} samples: each scored, or failed with a reason`, { timeout: 1_200_000 }, async () => {
      const client = embeddedClient({ modelPath })
      const all: Score[] = []
      try {
        const report = await evaluate(
          demoSamples.filter((_, i) => i % (demoSamples.length / SAMPLES) === 0),
          {
            scorers: [relevanceJudge({ client, probability: true }), ...sixCriteriaJudge({ client }).scorers],
            wrongLanguage: 'include',
            onSample: ({ scores }) => all.push(...scores),
          },
        )
        const metrics = Object.entries(report.groups[0]?.metrics ?? {})
        expect(metrics).toHaveLength(7)
        for (const [, { scored, failed }] of metrics) expect(scored + failed).toBe(SAMPLES)
        console.info(metrics.map(([name, { scored }]) => `${name}: ${scored} of ${SAMPLES} scored`).join(', '))
      } finally {
        await client.dispose()
      }
      for (const { status, reason } of all) {
        expect(['scored', 'failed']).toContain(status)
        if (status === 'failed') expect(reason).not.toBe('error')
      }
    })
  },
)
