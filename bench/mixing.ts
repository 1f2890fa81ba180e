import { languageCorrectness, languageMixing } from '../src/index.js'
import { hasShared, sharedResponses } from '../tests/support/shared.js'

// `npx tsx bench/mixing.ts`: words of one language are put into responses of another, at known places. How many are found, by their script, their number, and
// whether there is a dictionary of their language in the package.

const hosts = ['en', 'fr', 'pt', 'ru']
const guests = [...hosts, 'es', 'de', 'zh', 'ja', 'ar']
const INSERTIONS = 40
const RESPONSES = 60

const mixing = languageMixing()
const correct = languageCorrectness()

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let last = seed
  return (below) => {
    last = (last * 48_271) % 2_147_483_647
    return last % below
  }
}

async function cleanResponses(language: string): Promise<string[]> {
  const clean: string[] = []
  for (const sample of sharedResponses('gpt-3.5-turbo')
    .filter((each) => each.language === language)
    .slice(0, RESPONSES))
    if ((await correct(sample)).score === 1) clean.push(sample.output)
  return clean
}

/** Some words of a response, or about as much of one without spaces. */
function piece(response: string, language: string, words: number, number: (below: number) => number): string {
  const parts = response.replace(/\s+/g, ' ').split(' ')
  const at = number(Math.max(1, parts.length - words))
  const isUnspaced = language === 'zh' || language === 'ja'
  return isUnspaced ? parts.join('').slice(at, at + words * 2) : parts.slice(at, at + words).join(' ')
}

async function recall(): Promise<Map<string, { found: number; all: number }>> {
  const number = numbers(7)
  const any = (list: readonly string[]) => list[number(list.length)] as string
  const responses = new Map<string, string[]>()
  for (const language of guests) responses.set(language, await cleanResponses(language))
  const table = new Map<string, { found: number; all: number }>()
  for (const host of hosts) {
    for (const guest of guests.filter((each) => each !== host)) {
      for (let i = 0; i < INSERTIONS; i++) {
        const words = any(responses.get(host) as string[]).split(' ')
        const count = 1 + number(12)
        const inserted = piece(any(responses.get(guest) as string[]), guest, count, number)
        if (!/\p{L}{3}|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(inserted)) continue
        const at = 1 + number(words.length - 1)
        const start = `${words.slice(0, at).join(' ')} `.length
        const output = [...words.slice(0, at), inserted, ...words.slice(at)].join(' ')
        const { status, metadata } = await mixing({ output, language: host })
        if (status !== 'scored') continue
        const isFound = metadata.spans.some((span) => span.start < start + inserted.length && span.end > start)
        const isOther = /[\p{sc=Cyrl}\p{sc=Han}\p{sc=Arab}\p{sc=Hira}]/u.test(inserted) !== (host === 'ru')
        const kind = isOther ? 'another script' : hosts.includes(guest) ? 'a packaged dictionary' : 'no dictionary'
        const row = `${kind}, ${count < 3 ? '1–2' : count < 6 ? '3–5' : '6–12'} words`
        const cell = table.get(row) ?? { found: 0, all: 0 }
        table.set(row, { found: cell.found + Number(isFound), all: cell.all + 1 })
      }
    }
  }
  return table
}

if (!hasShared) throw new Error('the real responses in ../shared are needed')
console.log('| inserted | found | of | recall |\n|---|---:|---:|---:|')
for (const [row, { found, all }] of [...(await recall())].sort(([a], [b]) => a.localeCompare(b)))
  console.log(`| ${row} | ${found} | ${all} | ${(found / all).toFixed(2)} |`)
