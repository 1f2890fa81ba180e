// A scorer of one's own that needs a field of one's own: rows without it do not compile.
import { defineScorer, evaluate, type SampleArgs } from 'crosslingual'

interface Cited extends SampleArgs {
  citations: string[]
}
const cites = defineScorer('cites', ({ output, citations }: Cited) => citations.every((each) => output.includes(each)))
const brief = defineScorer('brief', ({ output }) => Math.min(1, 40 / output.length))

const samples = [
  { output: 'Selon [1], la tour mesure 330 mètres.', language: 'fr', citations: ['[1]'] },
  { output: 'La tour mesure 330 mètres.', language: 'fr', citations: ['[2]'] },
]
const { groups } = await evaluate(samples, { scorers: [cites, brief], wrongLanguage: 'include' })

console.log(groups[0]?.metrics.cites.mean, groups[0]?.metrics.brief.mean)
// 0.5 1
