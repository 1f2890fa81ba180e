// Is this one text in French, and in real words?
import { languageCorrectness, spellcheckRatio } from 'crosslingual'

const sample = { output: 'La tour Eifel mesure 330 mètres.', language: 'fr' }
const spelling = await spellcheckRatio()(sample)

console.log((await languageCorrectness()(sample)).score)
if (spelling.status === 'scored') console.log(spelling.score.toFixed(2), spelling.metadata.misspelled)
else console.log(spelling.reason, spelling.metadata.message)
// 1
// 0.80 [ 'Eifel' ]
