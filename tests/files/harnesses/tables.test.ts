import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readSamples } from '../../../src/files/index.js'
import { HARNESS_ROWS } from '../../support/harness-rows.js'

const folder = fileURLToPath(new URL('../../../fixtures/harnesses/tables/', import.meta.url))

// Of pandas, polars, DuckDB, pyarrow and datasets: see fixtures/harnesses/README.md.
test.each(readdirSync(folder))('%s', async (name) => {
  const found: object[] = []
  for await (const { id, model, language, input, output } of readSamples<(typeof HARNESS_ROWS)[number]>(
    folder + name,
  )) {
    found.push({ id, model, language, input, output })
  }
  expect(found).toEqual(HARNESS_ROWS)
})
