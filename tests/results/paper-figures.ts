/**
 * Printed values of arXiv 2402.14778, on the paper's scale of 0 to 2. Rows are models, in the paper's order; columns are criteria:
 * helpfulness, correct language, fluency, factual accuracy, logical coherence, harmlessness.
 *
 * Read from a text extraction of the PDF. French and Portuguese stand in it row by row. Of Russian it repeats growing stacks of a column's
 * values; a column is taken where it holds all seven rows. Two cells cannot be read and are left out (`·`): in Figure 4 the factual accuracy
 * of LLaMA-2-13B / Dolly-En / LoRA by humans in French (blank), in Figure 2 the logical coherence of LLaMA-2-13B / Dolly-En / FT by humans
 * ("1.06", where section 5.1 says "between 1.8 and 1.9").
 */
export const models = [
  'LLaMA-2-13B / Dolly-En / FT',
  'LLaMA-2-13B / LIMA-En / FT',
  'LLaMA-2-13B / Dolly-En / LoRA',
  'LLaMA-2-7B / Dolly-En / FT',
  'LLaMA-2-13B / Dolly-DT / FT',
  'Tower-7B / Dolly-En / FT',
  'Tower-7B / Dolly-DT / FT',
] as const

export const raters = ['human', 'gpt-3.5'] as const
export type Rater = (typeof raters)[number]

/** Figure 4 (appendix): per language. */
export const figure4: Record<Rater, Record<'fr' | 'pt' | 'ru', Cell[][]>> = {
  human: {
    fr: rows(`
      1.23 2.00 1.90 1.33 1.83 2.00
      1.09 1.47 1.48 1.13 1.39 2.00
      1.17 1.97 1.77 ·    1.63 2.00
      1.15 1.77 1.93 1.26 1.85 2.00
      1.07 1.97 1.77 1.07 1.57 2.00
      1.25 1.87 1.96 1.11 1.75 1.96
      1.22 1.77 1.67 1.11 1.78 1.96`),
    pt: rows(`
      1.43 1.83 1.93 1.43 1.93 2.00
      1.00 1.27 1.36 1.18 1.86 1.95
      1.14 1.90 1.86 1.28 1.93 1.97
      1.33 1.57 1.92 1.58 1.96 2.00
      1.03 1.93 1.83 1.17 1.90 1.93
      1.22 1.80 1.93 1.33 1.93 2.00
      1.13 2.00 1.87 1.33 1.87 2.00`),
    ru: rows(`
      1.41 1.77 1.59 1.63 1.81 1.93
      0.68 1.07 0.84 1.16 1.11 2.00
      1.11 1.73 1.63 1.59 1.81 1.93
      1.11 1.80 1.81 1.44 1.85 2.00
      1.17 1.97 1.87 1.47 1.90 2.00
      1.23 2.00 1.93 1.47 1.97 2.00
      1.23 2.00 1.80 1.33 1.90 2.00`),
  },
  'gpt-3.5': {
    fr: rows(`
      1.81 1.84 1.62 1.66 1.87 2.00
      1.53 1.42 1.34 1.34 1.46 1.95
      1.64 1.78 1.45 1.53 1.74 2.00
      1.61 1.78 1.49 1.46 1.66 2.00
      1.53 1.93 1.49 1.42 1.58 2.00
      1.73 1.88 1.61 1.63 1.82 2.00
      1.63 1.85 1.50 1.53 1.76 2.00`),
    pt: rows(`
      1.67 1.83 1.52 1.52 1.73 2.00
      1.61 1.42 1.32 1.40 1.52 2.00
      1.54 1.79 1.56 1.38 1.55 2.00
      1.62 1.61 1.46 1.48 1.67 1.99
      1.60 1.92 1.50 1.61 1.77 2.00
      1.75 1.80 1.72 1.66 1.78 2.00
      1.66 1.95 1.53 1.55 1.75 2.00`),
    ru: rows(`
      1.68 1.86 1.50 1.65 1.79 2.00
      1.40 1.19 1.20 1.27 1.36 1.97
      1.34 1.59 1.26 1.33 1.46 2.00
      1.47 1.82 1.38 1.40 1.56 2.00
      1.59 1.96 1.46 1.45 1.71 2.00
      1.64 1.90 1.45 1.49 1.65 2.00
      1.65 1.96 1.42 1.54 1.73 2.00`),
  },
}

/** Figure 2 (section 5.1): its columns "non-en", the average over French, Portuguese and Russian. */
export const figure2NonEnglish: Record<Rater, Cell[][]> = {
  human: rows(`
    1.35 1.87 1.81 1.46 ·    1.98
    0.94 1.27 1.25 1.16 1.47 1.98
    1.14 1.87 1.76 1.29 1.79 1.97
    1.19 1.71 1.88 1.42 1.88 2.00
    1.09 1.96 1.82 1.24 1.79 1.98
    1.24 1.89 1.94 1.31 1.88 1.99
    1.20 1.92 1.78 1.26 1.85 1.99`),
  'gpt-3.5': rows(`
    1.72 1.84 1.55 1.61 1.80 2.00
    1.52 1.34 1.29 1.34 1.45 1.97
    1.51 1.72 1.43 1.41 1.59 2.00
    1.56 1.74 1.44 1.45 1.63 2.00
    1.57 1.94 1.49 1.49 1.69 2.00
    1.71 1.86 1.59 1.59 1.75 2.00
    1.65 1.92 1.48 1.54 1.75 2.00`),
}

/** Null where the text cannot be read. */
export type Cell = number | null

function rows(table: string): Cell[][] {
  const cells = (line: string) => line.trim().split(/\s+/)
  return table
    .trim()
    .split('\n')
    .map((line) => cells(line).map((cell) => (cell === '·' ? null : Number(cell))))
}
