/**
 * Names of languages that CLDR's English names lack, as tags: other usual names, and varieties that people name in full.
 *
 * Where a name has several readings, it stands for what its speakers number most: Mandarin is `zh`.
 */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['american english', 'en-US'],
  ['bengali', 'bn'],
  ['bokmål', 'nb'],
  ['brazilian portuguese', 'pt-BR'],
  ['british english', 'en-GB'],
  ['canadian french', 'fr-CA'],
  ['castilian', 'es'],
  ['dari', 'fa-AF'],
  ['european portuguese', 'pt-PT'],
  ['european spanish', 'es-ES'],
  ['farsi', 'fa'],
  ['flemish', 'nl-BE'],
  ['haitian', 'ht'],
  ['latin american spanish', 'es-419'],
  ['mandarin', 'zh'],
  ['mandarin chinese', 'zh'],
  ['mexican spanish', 'es-MX'],
  ['modern standard arabic', 'ar'],
  ['moldovan', 'ro-MD'],
  ['norwegian bokmål', 'nb'],
  ['norwegian nynorsk', 'nn'],
  ['nynorsk', 'nn'],
  ['oriya', 'or'],
  ['panjabi', 'pa'],
  ['simplified chinese', 'zh-Hans'],
  ['sinhalese', 'si'],
  ['swiss french', 'fr-CH'],
  ['traditional chinese', 'zh-Hant'],
  ['uighur', 'ug'],
])

/** The tag of a language or a variety by its English name; undefined for one that has none here. */
export function namedTag(name: string): string | undefined {
  return TAGS.get(name.trim().toLowerCase())
}
