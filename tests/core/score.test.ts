import { describe, expect, test } from 'vitest'
import { uniteReportSignatures, uniteSignatures } from '../../src/core/signature.js'
import { defineScorer, failed, formatSignature, scored, skipped } from '../../src/index.js'

describe('scores', () => {
  test.each([NaN, -0.1, 1.1, Infinity])('%s is no score: a RangeError, where it is made', (value) => {
    expect(() => scored('a', value)).toThrow(/a: a score must be a number from 0 to 1/)
  })

  test('only a scored score has a number', () => {
    expect(scored('a', 0)).toEqual({ name: 'a', score: 0, status: 'scored', metadata: {} })
    expect(skipped('a', 'no-words', 'why')).toEqual({
      name: 'a',
      score: null,
      status: 'skipped',
      reason: 'no-words',
      metadata: { message: 'why' },
    })
    expect(failed('a', 'error', 'how', { raw: '?' })).toEqual({
      name: 'a',
      score: null,
      status: 'failed',
      reason: 'error',
      metadata: { raw: '?', message: 'how' },
    })
  })

  test('an error inside a scorer is a failed score with its message; also a score out of range', async () => {
    const broken = defineScorer('broken', () => {
      throw new Error('no such luck')
    })
    expect(await broken({ output: 'x' })).toMatchObject({
      status: 'failed',
      reason: 'error',
      metadata: { message: 'no such luck' },
    })
    expect(await defineScorer('nan', () => scored('nan', NaN))({ output: 'x' })).toMatchObject({
      status: 'failed',
      score: null,
    })
  })
})

describe('signatures', () => {
  test('one line, sorted, the package first', () => {
    expect(formatSignature({ b: '2', crosslingual: '1.0.0', a: '1' })).toBe('crosslingual:1.0.0|a:1|b:2')
  })

  test('dictionaries are united; equal entries stay', () => {
    const united = uniteSignatures({ v: '1', dictionaries: 'fr@3,en@4' }, { v: '1', dictionaries: 'ru@3,en@4' })
    expect(united).toEqual({ v: '1', dictionaries: 'en@4,fr@3,ru@3' })
    expect(uniteSignatures({ v: '1' }, { v: '1', dictionaries: 'en@4' })).toEqual({ v: '1', dictionaries: 'en@4' })
  })

  test('how judges decoded is united within a run, where some of its judges may have failed; reports of two ways are refused', () => {
    const [greedy, not] = [{ decoding: 'greedy' }, { decoding: 'temperature:default' }]
    expect(uniteSignatures(greedy, not)).toEqual({ decoding: 'greedy,temperature:default' })
    expect(uniteReportSignatures(greedy, {})).toEqual(greedy)
    expect(uniteReportSignatures(greedy, greedy)).toEqual(greedy)
    expect(() => uniteReportSignatures(greedy, not)).toThrow(/decoding: greedy ≠ temperature:default/)
  })

  test('what differs is refused, by name', () => {
    expect(() => uniteSignatures({ v: '1', seed: '0' }, { v: '2' })).toThrow(/v: 1 ≠ 2; seed: 0 ≠ \(none\)/)
  })
})
