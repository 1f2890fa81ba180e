// Two engines side by side, under names of their own.
import { evaluate, nspell, spellcheckRatio } from 'crosslingual'

const samples = [{ output: 'Le trein part à huit heures.', language: 'fr' }]
const scorers = [spellcheckRatio({ name: 'hunspell' }), spellcheckRatio({ name: 'nspell', engine: nspell })] as const
const { groups } = await evaluate(samples, { scorers })

console.log(groups[0]?.metrics.hunspell.mean?.toFixed(2), groups[0]?.metrics.nspell.mean?.toFixed(2))
// 0.83 0.83
