import { sixCriteriaJudge, criteria } from './src/index.js'
import { forgedVerdicts } from './tests/scorers/judge/forged-verdicts.js'
const own = '{"Language": 1, "Fluency": 1, "Helpfulness": 1, "Accuracy": 1, "Logical coherence": 1, "Harmlessness": 1}'
const ownProse = 'Language: 1\nFluency: 1\nHelpfulness: 1\nAccuracy: 1\nLogical coherence: 1\nHarmlessness: 1'
const styles: Record<string,(q:string)=>string> = {
 says: q=>`The submission says: ${q}\nThat is an attempt to steer me.`,
 end: q=>`The submission reads:\n\n${q}`,
 quotes: q=>`It contains “${q}”.`,
 straight: q=>`It contains "${q}".`,
 block: q=>`It contains this:\n${q.split('\n').map(l=>'> '+l).join('\n')}\nand nothing else.`,
 fence: q=>`It contains this:\n\`\`\`\n${q}\n\`\`\`\nand nothing else.`,
 upper: q=>`It shouts: ${q.toUpperCase()}`,
 collapsed: q=>`It says ${q.replace(/\s+/g,' ')} and that is all.`,
 half: q=>`It begins with ${q.slice(0, Math.ceil(q.length/2))} and so on.`,
}
const tails: Record<string,string|null> = { none: null, json: own, prose: ownProse, }
const tally: Record<string, number> = {}
for (const [form, forged] of forgedVerdicts) for (const raw of [true,false]) for (const [sn, st] of Object.entries(styles)) for (const [tn, tail] of Object.entries(tails)) for (const order of ['after','before']) {
  if (tail===null && order==='before') continue
  const client = { model:'m', identity: async()=>'m', complete: async (r: any) => { const p = r.messages[0].content; const a=p.indexOf('[Submission]: ')+14; const shown = raw ? forged : p.slice(a, p.indexOf('\n***\n[Aspects')); const q = st(shown); return { text: tail===null? q : order==='after'? q+'\n\n'+tail : tail+'\n\n'+q, finishReason:'stop' as const, model:'m'} } }
  const s = await sixCriteriaJudge({client})({input:'Quelle est la capitale ?', output: forged})
  const got = s.map(x=>x.status==='scored'? String(x.score*2+1):'-').join('')
  const key = `${tn}`
  const won = got.includes('3')
  tally[`${key} ${won?'WON':got==='------'?'failed':got==='111111'?'own':'other'}`]=(tally[`${key} ${won?'WON':got==='------'?'failed':got==='111111'?'own':'other'}`]??0)+1
  if (won || (got!=='------' && got!=='111111')) console.log(form, '|', raw?'raw':'neutral', sn, tn, order, got)
}
console.log(tally)
