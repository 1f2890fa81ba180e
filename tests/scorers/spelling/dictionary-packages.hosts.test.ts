import { beforeAll, describe, expect, test, vi } from 'vitest'
import { type SampleArgs, spellcheckRatio } from '../../../src/index.js'
import { NotInstalled, packedProject } from '../../support/packed.js'
import { withoutHost } from '../../support/without-host.js'

let project: string
let missing = ''

beforeAll(async () => {
  const names = ['en-gb', 'pt-pt', 'sr', 'sr-latn', 'de-at'].map((code) => [`dictionary-${code}`, '*'])
  try {
    project = await packedProject(Object.fromEntries(names))
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error
    missing = error.message
  }
}, 300_000)

describe('npm’s packages of a region or a script', () => {
  test.for<[args: SampleArgs, dictionary: string]>([
    // bartosz-antosik/vscode-spellright#118
    [
      { output: 'The colour of the centre is grey, and we organise the theatre programme.', language: 'en-GB' },
      'dictionary-en-gb',
    ],
    // EuroEval/EuroEval#1040
    [{ output: 'A receção económica do António.', language: 'pt-PT' }, 'dictionary-pt-pt'],
    [{ output: 'A recepção econômica do Antônio.', language: 'pt-BR' }, 'dictionary-pt'],
    // google-research/url-nlp#10
    [{ output: 'Danas je lep dan i idemo u šetnju pored reke.', language: 'sr-Latn' }, 'dictionary-sr-latn'],
    [{ output: 'Danas je lep dan i idemo u šetnju pored reke.', language: 'sr' }, 'dictionary-sr-latn'],
    [{ output: 'Данас је леп дан и идемо у шетњу поред реке.', language: 'sr' }, 'dictionary-sr'],
    [{ output: 'Im Jänner liegt in Österreich Schnee.', language: 'de-AT' }, 'dictionary-de-at'],
  ])('%j', async ([args, dictionary], { skip }) => {
    if (missing !== '') return withoutHost(skip, missing)
    vi.spyOn(process, 'cwd').mockReturnValue(project)
    const score = await spellcheckRatio()(args)
    expect(score).toMatchObject({ score: 1, metadata: { misspelled: [] } })
    expect(score.metadata.dictionary).toMatch(new RegExp(`^${dictionary}@\\d`))
  })
})
