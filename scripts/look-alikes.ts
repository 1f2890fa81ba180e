// `npx tsx scripts/look-alikes.ts confusables.txt UnicodeData.txt` writes src/scorers/judge/look-alikes.ts: what looks like Latin letters, asterisks and colons.
// The two files are Unicode's: https://www.unicode.org/Public/security/15.0.0/confusables.txt (UTS #39) and
// https://www.unicode.org/Public/15.0.0/ucd/UnicodeData.txt. Debian has them, too: in the source of `icu` and in `unicode-data`.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = 'src/scorers/judge/look-alikes.ts'
const [confusablesFile, namesFile] = process.argv.slice(2)
if (confusablesFile === undefined || namesFile === undefined) {
  throw new Error('npx tsx scripts/look-alikes.ts confusables.txt UnicodeData.txt')
}

const confusables = readFileSync(confusablesFile, 'utf8')
const version = /^# Version: (\S+)/m.exec(confusables)?.[1]
if (version === undefined) throw new Error(`${confusablesFile} is no confusables.txt: it names no version`)
const text = (hexadecimal: string) =>
  String.fromCodePoint(
    ...hexadecimal
      .trim()
      .split(' ')
      .map((each) => Number.parseInt(each, 16)),
  )
const prototypes = new Map(
  [...confusables.matchAll(/^([0-9A-F]+) ;\t([0-9A-F ]+) ;/gm)].map(([, from = '', to = '']) => [text(from), text(to)]),
)

/** Letters that Unicode takes for no look-alikes and names after what they look like: `NEGATIVE SQUARED LATIN CAPITAL LETTER A`. */
const LETTER =
  /^(?:(?:NEGATIVE |)(?:CIRCLED |SQUARED |PARENTHESIZED |CROSSED )*LATIN|REGIONAL INDICATOR SYMBOL) (?:(?:CAPITAL|SMALL) )?LETTER (?:SMALL CAPITAL )?([A-Z])(?: WITH [A-Z ]+)?$/
const named = new Map<string, string>()
for (const line of readFileSync(namesFile, 'utf8').split('\n')) {
  const [code = '', name = ''] = line.split(';')
  const letter = LETTER.exec(name)?.[1]
  if (letter !== undefined) named.set(text(code), letter.toLowerCase())
}

/** What is done without the table. */
const plain = (character: string) => character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
const isAscii = (value: string) => /^[\x21-\x7e]+$/.test(value)

/** The first of the ways that leads to ASCII: the letter of its name, what it or its other case is taken for, the same in two steps. */
function asciiOf(character: string): string | undefined {
  const cases = [character, character.toLowerCase(), character.toUpperCase()]
  const found = cases.flatMap((each) => named.get(each) ?? prototypes.get(each) ?? [])
  const inTwoSteps = found.map((each) => [...each].map((one) => named.get(one) ?? plain(one)).join(''))
  return [...found.map((each) => each.toLowerCase()), ...inTwoSteps].find(isAscii)
}

/** The other cases of what has a prototype. */
function otherCases(): string[] {
  const cases = [...prototypes.keys()].flatMap((each) => [each.toLowerCase(), each.toUpperCase()])
  return cases.filter((each) => [...each].length === 1)
}

const groups = new Map<string, string[]>()
for (const character of [...new Set([...prototypes.keys(), ...named.keys(), ...otherCases()])]) {
  if (isAscii(character) || isAscii(plain(character))) continue
  const ascii = asciiOf(character)
  if (ascii !== undefined && /^(?:[a-z*:]|rn)$/.test(ascii))
    groups.set(ascii, [...(groups.get(ascii) ?? []), character])
}

const entries = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
const lines = entries.map(([ascii, characters]) => {
  const codes = characters.map((each) => each.codePointAt(0) as number).sort((a, b) => a - b)
  const escaped = codes.map((code) =>
    code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`,
  )
  return `  [${JSON.stringify(ascii)}, '${escaped.join('')}'],`
})
writeFileSync(
  FILE,
  `/**
 * What looks like Latin letters, an asterisk or a colon and does not become it by NFKD: for each, the characters that are taken for it. Made by
 * \`scripts/look-alikes.ts\` of Unicode's confusables.txt ${version} (UTS #39) and of the names in UnicodeData.txt; © 1991-2022 Unicode, Inc., see NOTICE.
 */
export const LOOK_ALIKES: readonly (readonly [ascii: string, characters: string])[] = [
${lines.join('\n')}
]
`,
)
execFileSync('npx', ['biome', 'format', '--write', FILE], { stdio: 'inherit' })
console.log(`${[...groups.values()].flat().length} characters in ${FILE}`)
