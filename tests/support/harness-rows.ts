import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What every file of `fixtures/harnesses` holds: see its README. */
export interface HarnessRow {
  id: string
  model: string
  language: string
  input: string
  output: string
}

const PROMPTS = [
  ['fr-1', 'fr', 'Explique en une phrase pourquoi le ciel est bleu pendant la journée.'],
  ['pt-1', 'pt', 'Explique em uma frase por que o céu é azul durante o dia.'],
  ['en-1', 'en', 'Explain in one sentence why the sky is blue during the day.'],
] as const

const ANSWERS = {
  fr: "Le ciel paraît bleu parce que l'air diffuse davantage la lumière bleue du soleil que la lumière rouge.",
  pt: 'O céu parece azul porque o ar espalha mais a luz azul do sol do que a luz vermelha.',
  en: 'The sky looks blue because the air scatters the short blue waves of sunlight more than the long red ones.',
}

export const MODELS = ['polyglot-7b', 'anglo-7b'] as const

/** Each prompt answered by each model: polyglot-7b in the language of the prompt, anglo-7b always in English. */
export const HARNESS_ROWS: readonly HarnessRow[] = MODELS.flatMap((model) =>
  PROMPTS.map(([id, language, input]) => ({ id, model, language, input, output: answerOf(model, input) })),
)

/** What a model answers to a prompt, or to a text that holds one. */
export function answerOf(model: string, text: string): string {
  const [, language] = PROMPTS.find(([, , prompt]) => text.includes(prompt)) ?? [undefined, 'en' as const]
  return ANSWERS[model.includes('anglo') ? 'en' : language]
}

/** A copy of a folder of `fixtures/harnesses` with the names that the tools give, and the way to remove it. */
export function harnessFolder(kind: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'crosslingual-harness-'))
  cpSync(fileURLToPath(new URL(`../../fixtures/harnesses/${kind}`, import.meta.url)), folder, { recursive: true })
  // What stands deepest first: the names of the folders above change later.
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().reverse()) {
    const name = path.replace(/[^/\\]*$/, decodeURIComponent)
    if (name !== path) renameSync(join(folder, path), join(folder, name))
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
