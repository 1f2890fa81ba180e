import type { Coverage } from '../tests/support/coverage.js'
import { correctedCoverage, kindJudge, nearlyConstant } from '../tests/support/simulated-judge.js'

// `npx tsx bench/corrected-mean.ts [replications]`: how often 95 % intervals of a judge's mean, of the human mean and of the corrected means hold the truth, and how wide
// they are. 30 + 83 is what the paper has of each language: people rated 30 of 113 responses, and the judge all.

const runs = Number(process.argv[2] ?? 2000)
console.log(`${runs} replications; covered in percent, and mean width on the scale of 0 to 2.`)
console.log('| ratings | by people | by the judge alone | judge | people | corrected | these prompts | warned % |')
console.log('|---|---:|---:|---:|---:|---:|---:|---:|')
for (const judge of [kindJudge, nearlyConstant]) {
  for (const [rated, judgeOnly] of [
    [30, 83],
    [60, 400],
    [113, 1000],
  ] as const) {
    const found = correctedCoverage(judge, { rated, judgeOnly, runs })
    const cells = [found.judge, found.human, found.corrected, found.samePrompts].map(cell)
    console.log(`| ${[judge.name, rated, judgeOnly, ...cells, found.warned.toFixed(0)].join(' | ')} |`)
  }
}

function cell({ covered, width }: Coverage): string {
  return `${covered.toFixed(1)} (${width.toFixed(2)})`
}
