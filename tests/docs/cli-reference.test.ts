import { expect, test } from 'vitest'
import { cliReference } from '../../scripts/cli-reference.js'

test('docs/reference/cli.md is what the commands say (to write it anew: vitest run -u)', async () => {
  await expect(await cliReference()).toMatchFileSnapshot('../../docs/reference/cli.md')
})
