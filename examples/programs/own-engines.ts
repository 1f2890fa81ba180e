// Another engine for the language, and a dictionary of one's own: both are in the signature.
import { formatSignature, type LanguageIdentifier, languageCorrectness, spellcheckRatio } from 'crosslingual'

const byScript: LanguageIdentifier = {
  name: 'by-script',
  identify: async (text) => [{ language: /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'fr', probability: 1 }],
  signature: async () => 'by-script@1',
  languages: async () => new Set(['ru', 'fr']),
}
const bytes = (text: string) => new TextEncoder().encode(text)
const dictionaries = { fr: { aff: bytes('SET UTF-8\n'), dic: bytes('2\nbonjour\nmonde\n') } }

const inLanguage = languageCorrectness({ identifier: byScript })
const inWords = spellcheckRatio({ dictionaries, identifier: byScript })
console.log((await inLanguage({ output: 'Привет', language: 'fr' })).score)
console.log((await inWords({ output: 'Bonjour le monde', language: 'fr' })).score?.toFixed(2))
console.log(formatSignature((await inLanguage.signature?.()) ?? {}))
// 0
// 0.67
// languageCorrectness:by-script@1
