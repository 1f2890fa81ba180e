// Was the condition of the instruction kept to? Run: npx tsx examples/modifiers.ts
import { evaluate, languageCorrectness, modifierFulfillment } from 'crosslingual'
import { applyModifiers, evaluationSet } from 'crosslingual/evalset'
import { formatTable } from 'crosslingual/report'

// Prompts for a generator: 243 in French, of which one here.
const prompts = applyModifiers(evaluationSet(['fr']), { seed: 1 })
const prompt = prompts.find(({ modifier }) => modifier.startsWith('num_items'))
console.log(`${prompts.length} prompts, such as ${prompt?.id}:\n  ${prompt?.input}\n`)

// What came back, with the modifier of each prompt.
const responses = [
  {
    modifier: 'num_items_3',
    language: 'fr',
    output: 'Voici trois idées :\n- des bougies\n- des épices\n- un terrarium',
  },
  { modifier: 'num_items_3', language: 'fr', output: '1. Des bougies\n2. Des épices' },
  { modifier: 'arrow_template', language: 'fr', output: '--> Lavez les bocaux.\n--> Séchez-les.' },
  { modifier: 'lang_pt', language: 'fr', output: 'Lave os frascos e guarde neles botões, especiarias ou velas.' },
  { modifier: 'html_template', language: 'fr', output: 'Voici la page :\n<html><body>Lavez.</body></html>' },
  { modifier: 'simple_style', language: 'fr', output: 'Lave les bocaux avec de l’eau chaude.' },
]
const report = await evaluate(responses, {
  scorers: [languageCorrectness(), modifierFulfillment()],
  by: ['modifier'],
})
console.log(formatTable(report))
