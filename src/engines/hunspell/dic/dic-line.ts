import type { ByteString } from '../letters/byte-string.js'

/** Splits a line of a word list into word, flags and morphological description. */
export function splitLine(line: ByteString): [word: ByteString, flags: ByteString, morphology: ByteString] {
  const cut = morphologyStart(line)
  let rest = cut < 0 ? line : line.slice(0, cut)
  const morphology = cut < 0 ? '' : line.slice(cut + 1)
  let slash = rest.indexOf('/')
  if (slash === 0) slash = 1 // a slash at the beginning is the word
  while (slash > 0 && rest[slash - 1] === '\\') {
    rest = rest.slice(0, slash - 1) + rest.slice(slash) // `\/` is a slash of the word
    slash = rest.indexOf('/', slash)
  }
  if (slash < 0 || slash >= rest.length) return [rest, '', morphology]
  return [rest.slice(0, slash), rest.slice(slash + 1), morphology]
}

/** The blank before the first field like ` po:noun`, or the first tab, whichever comes first; else -1. */
function morphologyStart(line: ByteString): number {
  const tab = line.indexOf('\t')
  let field = -1
  for (let colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
    if (colon <= 3 || !isBlank(line[colon - 3])) continue
    field = colon - 3
    while (field > 0 && isBlank(line[field - 1])) field--
    if (field === 0) field = -1 // no word before it
    break
  }
  if (tab < 0) return field
  return field < 0 ? tab : Math.min(field, tab)
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}
