import { join } from 'node:path'
import type { ScoredSample } from '../src/core/scored-sample.js'
import { fileWriter } from '../src/files/file-writer.js'
import { readSamples } from '../src/files/read-samples.js'
import { rowText } from '../src/files/scored-row.js'
import {
  affixSpeller,
  fasttext,
  languageCorrectness,
  type Sample,
  scoreSamples,
  spellcheckRatio,
} from '../src/index.js'
import { summary } from '../src/results/summary.js'
import { runSignature } from '../src/scorers/policy/sample-scorer.js'
import { words } from '../src/text/words.js'
import { dictionaryPaths, packagedDictionary } from '../tests/support/dictionaries.js'
import { inFolder, writeDemoFile } from './demo-file.js'
import { median, processorTime } from './measure.js'

const LINES = 10_000
const ROUNDS = 5

/** The processor time that the stages of `score --out` take, each by itself over the same 10,000 lines on one thread, once compiled: medians of five rounds. */
export function benchStages(): Promise<string[]> {
  return inFolder(async (folder) => {
    const path = await writeDemoFile(folder, LINES)
    const samples: Sample[] = []
    for await (const sample of readSamples(path)) samples.push(sample)
    const scorers = [languageCorrectness(), spellcheckRatio()]
    const scored: ScoredSample[] = []
    for await (const each of scoreSamples(samples, { scorers })) scored.push(each)
    const signature = await runSignature({ scorers })
    const identifier = fasttext()
    const languages = [...new Set(samples.map(({ language }) => language ?? ''))].filter(dictionaryPaths)
    const distinct = languages.map((language) => {
      const own = samples.filter((sample) => sample.language === language)
      return { language, vocabulary: [...new Set(own.flatMap(({ output }) => words(output)))] }
    })
    const wordCount = distinct.reduce((sum, { vocabulary }) => sum + vocabulary.length, 0)

    const round = async () => {
      const spellers = await Promise.all(
        distinct.map(async ({ language, vocabulary }) => ({
          vocabulary,
          speller: await affixSpeller.load(packagedDictionary(language), language),
        })),
      )
      const spellAll = () => {
        for (const { speller, vocabulary } of spellers) for (const word of vocabulary) speller.correct(word)
      }
      const file = await fileWriter(join(folder, `${performance.now()}`), 'wx', 'rows')
      const collected = summary({ by: ['model', 'language'], seed: 0, wrongLanguage: 'exclude', signature })
      return [
        await timed('reading JSONL', 'a line', LINES, async () => {
          for await (const _ of readSamples(path)) {
            // Read.
          }
        }),
        await timed('identification', 'a response', LINES, async () => {
          for (const { output } of samples) await identifier.identify(output, 1)
        }),
        await timed('words', 'a response', LINES, () => {
          for (const { output } of samples) words(output)
        }),
        await timed('spelling, words first seen, lists read for them', 'a word', wordCount, spellAll),
        await timed('spelling, the same again, no verdict kept', 'a word', wordCount, spellAll),
        await timed('aggregation, bootstrap and all', 'a response', LINES, () => {
          for (const each of scored) collected.add(each)
        }),
        await timed('writing', 'a row', LINES, async () => {
          for (const each of scored) await file.write(rowText(each))
          await file.end()
        }),
      ]
    }
    await round()
    const rounds: Timed[][] = []
    for (let i = 0; i < ROUNDS; i++) rounds.push(await round())
    return [
      '| stage | of | µs of processor |',
      '|---|---|---:|',
      ...(rounds[0] ?? []).map(({ stage, of }, i) => {
        const micros = median(rounds.map((times) => times[i]?.micros ?? Number.NaN))
        return `| ${stage} | ${of} | ${micros.toFixed(micros < 10 ? 2 : 0)} |`
      }),
    ]
  })
}

interface Timed {
  stage: string
  of: string
  micros: number
}

async function timed(stage: string, of: string, count: number, work: () => unknown): Promise<Timed> {
  const start = processorTime()
  await work()
  return { stage, of, micros: (processorTime() - start) / count }
}
