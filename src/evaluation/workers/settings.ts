import type { Recipe } from '../../core/recipe.js'
import type { ForeignScorer } from '../../core/scorer.js'
import type { ColumnMap } from '../../files/columns.js'
import type { Naming } from '../../files/naming.js'
import type { SampleScorerOptions } from '../../scorers/policy/sample-scorer.js'

/** What a worker is told once, when it starts: plain data. */
export interface WorkerSettings extends Pick<SampleScorerOptions, 'wrongLanguage' | 'languageVerdict'> {
  /** What the scorers are made from. */
  recipes: readonly Recipe[]
  /** For batches of rows. */
  rows?: RowSettings
}

export interface RowSettings {
  map: ColumnMap
  /** What rows are called that name no model. */
  naming: Naming
  by: readonly string[]
  seed: number
  /** What a row without a sample does. */
  badLines: 'stop' | 'skip' | 'record'
  /** Whether the scored rows are wanted as text. */
  text: boolean
}

/**
 * What workers need for a run.
 *
 * @throws TypeError naming the scorer that cannot be sent to a worker, and what to do instead.
 */
export function workerSettings(options: SampleScorerOptions, rows?: RowSettings): WorkerSettings {
  const { scorers, wrongLanguage, languageVerdict } = options
  return {
    recipes: scorers.map(recipeOf),
    ...(wrongLanguage !== undefined && { wrongLanguage }),
    ...(languageVerdict !== undefined && { languageVerdict }),
    ...(rows !== undefined && { rows }),
  }
}

function recipeOf({ name, recipe }: ForeignScorer): Recipe {
  if (recipe !== undefined) return recipe()
  throw new TypeError(
    `scorer "${name}" cannot be sent to a worker; workers are for languageCorrectness, spellcheckRatio, languageConfusion and ` +
      'modifierFulfillment. A judge waits for its model: use concurrency for it',
  )
}
