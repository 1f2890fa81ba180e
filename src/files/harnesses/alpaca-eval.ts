import type { Fields, Harness } from './harness.js'
import { firstText, given, languageOf } from './values.js'

const isOutput = (row: Fields) => 'instruction' in row && 'output' in row && 'generator' in row
const isAnnotation = (row: Fields) => 'instruction' in row && 'output_2' in row && 'generator_2' in row

/** `model_outputs.json`, where the model is `generator`; and `annotations.json`, of which the second output is the model's and the first the reference's. */
export const alpacaEval: Harness = {
  name: 'alpaca-eval',
  title: 'AlpacaEval model_outputs.json and annotations.json',
  source: 'tatsu-lab/alpaca_eval 0.6.6, src/alpaca_eval/main.py (evaluate_from_model, evaluate)',
  isRow: (row) => isOutput(row) || isAnnotation(row),
  begin:
    ({ note }) =>
    (row) => {
      const fields = isOutput(row)
        ? { ...row, model: row.generator }
        : { ...row, model: row.generator_2, output: row.output_2 }
      if (!isOutput(row)) note('took output_2, the model’s; output_1 is the reference’s')
      const parts = [row.instruction, row.input].map((part) => firstText(part)).filter(Boolean)
      return [given({ ...fields, input: firstText(parts.join('\n\n')), language: languageOf(row) })]
    },
}
