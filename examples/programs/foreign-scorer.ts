// A scorer of another library: a function with a name that gives a score. It is held to the three values.
import { evaluate } from 'crosslingual'

function ExactMatch({ output, expected }: { output: string; expected?: string }) {
  return { name: 'ExactMatch', score: expected === undefined ? null : Number(output === expected) }
}

const samples = [{ output: 'Paris', expected: 'Paris' }, { output: 'Lyon', expected: 'Paris' }, { output: 'Nice' }]
const { groups } = await evaluate(samples, { scorers: [ExactMatch], wrongLanguage: 'include' })

const { mean, scored, skipped } = groups[0]?.metrics.ExactMatch ?? {}
console.log({ mean, scored, skipped })
// { mean: 0.5, scored: 2, skipped: 1 }
