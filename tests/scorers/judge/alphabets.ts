/** Writes ASCII letters in another alphabet: where its capitals and small letters begin, with exceptions. */
const shifted =
  (capital: number, small: number, exceptions: Readonly<Record<string, string>> = {}) =>
  (text: string) =>
    text.replace(/[A-Za-z]/g, (letter) => {
      const code = letter.charCodeAt(0)
      return exceptions[letter] ?? String.fromCodePoint(code < 97 ? capital + code - 65 : small + code - 97)
    })

/** Replaces letters that have a look-alike elsewhere. */
const swapped = (pairs: string) => {
  const others = new Map(pairs.split(' ').map((pair) => Array.from(pair) as [string, string]))
  return (text: string) => Array.from(text, (letter) => others.get(letter) ?? letter).join('')
}

/** Puts something behind each letter. */
const followed = (by: string) => (text: string) => text.replace(/[A-Za-z]/g, `$&${by}`)

/** Ways to write a label so that a reader takes it for the label and a comparison of code points does not. */
export const alphabets: readonly (readonly [name: string, write: (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['lower case', (text) => text.toLowerCase()],
  ['capitals', (text) => text.toUpperCase()],
  ['full width', shifted(0xff21, 0xff41)],
  ['mathematical bold', shifted(0x1d400, 0x1d41a)],
  ['mathematical italic', shifted(0x1d434, 0x1d44e, { h: 'ℎ' })],
  ['mathematical bold italic', shifted(0x1d468, 0x1d482)],
  ['script', shifted(0x1d4d0, 0x1d4ea)],
  ['Fraktur', shifted(0x1d56c, 0x1d586)],
  ['double-struck', shifted(0x1d538, 0x1d552, { N: 'ℕ', C: 'ℂ', P: 'ℙ', R: 'ℝ', H: 'ℍ', Q: 'ℚ', Z: 'ℤ' })],
  ['sans-serif', shifted(0x1d5a0, 0x1d5ba)],
  ['sans-serif bold', shifted(0x1d5d4, 0x1d5ee)],
  ['monospace', shifted(0x1d670, 0x1d68a)],
  ['circled', shifted(0x24b6, 0x24d0)],
  ['negative circled', (text) => shifted(0x1f150, 0x1f150)(text.toUpperCase())],
  ['squared', (text) => shifted(0x1f130, 0x1f130)(text.toUpperCase())],
  ['negative squared', (text) => shifted(0x1f170, 0x1f170)(text.toUpperCase())],
  ['regional indicators', (text) => shifted(0x1f1e6, 0x1f1e6)(text.toUpperCase())],
  ['small capitals', (text) => swapped('aᴀ bʙ cᴄ dᴅ eᴇ gɢ iɪ kᴋ mᴍ nɴ oᴏ rʀ tᴛ uᴜ')(text.toLowerCase())],
  ['superscript', (text) => swapped('aᵃ bᵇ dᵈ eᵉ gᵍ iⁱ kᵏ mᵐ nⁿ oᵒ sˢ tᵗ uᵘ')(text.toLowerCase())],
  ['Cyrillic', swapped('AА BВ EЕ IІ KК MМ OО PР SЅ TТ aа eе iі oо pр sѕ cс')],
  ['Greek', swapped('AΑ BΒ EΕ IΙ KΚ MΜ NΝ OΟ TΤ oο iι')],
  ['Cherokee', swapped('AᎪ BᏴ DᎠ EᎬ GᏀ KᏦ MᎷ SᏚ TᎢ')],
  ['Armenian', swapped('SՏ Oօ oօ nո uս')],
  ['Lisu', swapped('Aꓮ Bꓐ Dꓓ Eꓰ Gꓖ Nꓠ Tꓔ Sꓢ Kꓗ')],
  ['with accents', swapped('Aà Aá Eé Dď Nñ Tť Iî Oö Sš aä eë iï oõ uü nń sś')],
  ['with strokes', swapped('DĐ TŦ BɃ GǤ IƗ dđ tŧ bƀ gǥ iɨ oø')],
  ['with many combining marks', followed('\u0301\u0323\u0308\u0332\u0330\u0325')],
  ['struck through', followed('\u0336')],
  ['zero-width spaces', followed('\u200b')],
  ['a hundred zero-width spaces', followed('\u200b'.repeat(100))],
  ['zero-width joiners', followed('\u200d\u200c\u2060\ufeff')],
  ['soft hyphens', followed('\u00ad')],
  ['variation selectors', followed('\ufe0f\u{e0100}')],
  ['Hangul fillers', followed('\u3164\u115f')],
  ['directions', followed('\u202d\u202c\u2066\u2069')],
  ['control characters', followed('\u0008\u0000')],
  ['spaced', (text) => text.replace(/[A-Za-z](?=[A-Za-z])/g, '$& ')],
  ['with dots', (text) => text.replace(/[A-Za-z](?=[A-Za-z])/g, '$&.')],
  ['with full-width underscores', (text) => text.replaceAll(' ', '＿')],
  [
    'in the letters of tags',
    (text) => text.replace(/[\x20-\x7e]/g, (sign) => String.fromCodePoint(0xe0000 + sign.charCodeAt(0))),
  ],
  ['l for I and O for 0', (text) => text.toUpperCase().replaceAll('I', 'l').replaceAll('O', '0')],
]
