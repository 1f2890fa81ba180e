import { expect, test } from 'vitest'
import { failed, type Score, scored, skipped } from '../../../src/core/score.js'
import { packDigests, unpackDigests } from '../../../src/evaluation/workers/packed-digests.js'
import { type Digest, digest } from '../../../src/results/digest.js'

const scores: Score[][] = [
  [scored('languageCorrectness', 1), scored('spellcheckRatio', 5 / 6)],
  [scored('languageCorrectness', 0, {}, 'empty-response'), skipped('spellcheckRatio', 'no-words', 'no words')],
  [failed('languageCorrectness', 'error', 'broken'), scored('spellcheckRatio', 0)],
  [scored('languageCorrectness', 1), scored('spellcheckRatio', 1)],
]
const signatures = [{ crosslingual: '1' }, { crosslingual: '1', dictionaries: 'fr' }]

function digests(): Digest[] {
  return scores.map((own, i) => {
    const sample = { id: `${i}`, output: 'Oui.', language: i < 2 ? 'fr' : 'pt' }
    const signature = signatures[i % 2] as (typeof signatures)[0]
    return digest({ sample, scores: own, signature }, { by: ['language'], seed: 0 })
  })
}

test('digests come back as they were, after the way to another thread too', () => {
  const made = digests().map(({ draws, ...digest }) => {
    const { state, isId, weights, mark } = draws // they are made when they are asked for
    return { ...digest, draws: { state, isId, weights, mark } }
  })
  expect(unpackDigests(structuredClone(packDigests(digests())))).toEqual(made)
  expect(unpackDigests(packDigests([]))).toEqual([])
})

test('what digests share is sent once', () => {
  const many = Array.from({ length: 100 }, () => digests()[0] as Digest)
  const { shared, others } = packDigests(many)
  expect([shared.length, others.length]).toEqual([1, 0])
})
