import { expect, test } from 'vitest'
import { crosslingual } from '../support/cli.js'
import { demoPath } from '../support/demo.js'

test('score --judge, a server that is not there: asked again for seconds, then exit code 2', async () => {
  const judge = ['--judge', 'relevance', '--judge-model', 'm', '--judge-url', 'http://127.0.0.1:9/v1']
  const { status, stderr } = await crosslingual('score', demoPath, ...judge)
  expect([status, stderr]).toEqual([2, expect.stringMatching(/--judge: the judge cannot be asked \(no connection/)])
}, 60_000)
