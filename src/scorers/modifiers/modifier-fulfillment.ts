import { optionSignature } from '../../core/option-signature.js'
import { recipeFor } from '../../core/recipe.js'
import type { ModifierName, SampleArgs } from '../../core/sample.js'
import { failed, type Score, scored, skipped } from '../../core/score.js'
import { defineScorer, type ScoreContext, type Scorer } from '../../core/scorer.js'
import { defaultIdentifier } from '../../engines/fasttext/fasttext.js'
import type { ChatClient } from '../../llm/chat-client.js'
import { didYouMean } from '../../text/nearest.js'
import { answerOf, type LeftOut } from '../../text/prose.js'
import { tidy } from '../../text/tidy.js'
import { judgeConcurrency, judgeSignature } from '../judge/ask.js'
import { binaryJudgement } from '../judge/binary-judgement.js'
import { checkMeasuredOptions, measured, notMeasured } from '../language/measured-text.js'
import type { CheckOptions } from './check.js'
import type { ModifierFulfillmentMetadata } from './fulfillment-metadata.js'
import { FULFILLMENT_TEMPLATE } from './fulfillment-prompt.js'
import { findModifier, type Modifier } from './modifier.js'
import { modifiers as allModifiers } from './modifiers.js'

/** The metric's name. */
export const MODIFIER_FULFILLMENT = 'modifierFulfillment'

/** Characters of a response that a check looks at: an answer of 512 tokens has a fiftieth of them, and parsers can be made to take time with the square. */
const LONGEST = 100_000

export interface ModifierFulfillmentOptions<
  Args extends SampleArgs = SampleArgs,
  Name extends string = 'modifierFulfillment',
> extends CheckOptions {
  /** The metric's name. @default 'modifierFulfillment' */
  name?: Name
  /** The modifier of every sample, or how to tell it. Default: the sample's `modifier`. */
  modifier?: ModifierName | ((args: Args) => string | null | undefined)
  /** Judges what no check decides: `scientific_style`, `simple_style`, `complex_inst`. They are skipped without one. */
  client?: ChatClient
  /**
   * `judge` sends every modifier to the judge, to compare the two.
   *
   * @default 'check'
   */
  decidedBy?: 'check' | 'judge'
  /** Default: the eleven. */
  modifiers?: readonly Modifier[]
}

/**
 * Does the response follow the modifier of its instruction? 1 or 0, with the evidence in the metadata; higher is better. (arXiv 2402.14778,
 * section 5.2 and table 1.) What can be decided is decided by a check, in any language: `short`, `long`, `num_items_N`, `lang_XX`,
 * `markdown_template`, `html_template`, `arrow_template`, `cap_template`. The rest is for a judge.
 *
 * Reasoning is no part of the response (`text: 'whole'` takes it in). Of a response of more than 100,000 characters the beginning is looked at. It is a share of all inputs, so the wrong-language policy leaves it alone. An empty response scores 0 (`empty-response`). Skipped: a sample without a modifier
 * (`no-modifier`), a response that ends in its reasoning (`no-answer`), one of code or formulas alone where words count (`no-prose`), one that needs a judge without one (`no-judge`), a language that cannot be identified, a response without words to capitalise (`no-words`). Failed: a modifier that
 * is not known (`unknown-modifier`), and a judge without a verdict, as with `relevanceJudge`.
 *
 * Metadata: `modifier`, `decidedBy` (`check` or `judge`), and what the check found: `sentences` and `words`; `items`, `count` and `asked`;
 * `expected`, `detected` and `probability`; `constructs`; `html`, `body`, `visible` and `proseAround`; `sign`, `points` and `without`; `words`,
 * `capitalised` and `without`; `leftOut` (characters, by what they are).
 *
 * @throws TypeError for `decidedBy: 'judge'` without a client; RangeError for an `options.modifier` that is not known.
 *
 * @example
 * ```ts
 * const fulfilled = modifierFulfillment()
 * const { score } = await fulfilled({ output: '1. Lire\n2. Nager', modifier: 'num_items_3' }) // => 0
 * ```
 */
export function modifierFulfillment<
  Args extends SampleArgs = SampleArgs,
  const Name extends string = 'modifierFulfillment',
>(options: ModifierFulfillmentOptions<Args, Name> = {}): Scorer<Args, NoInfer<Name>, ModifierFulfillmentMetadata> {
  const {
    name = MODIFIER_FULFILLMENT as Name,
    modifier: given,
    client,
    decidedBy = 'check',
    modifiers = allModifiers,
  } = options
  if (decidedBy === 'judge' && client === undefined)
    throw new TypeError(`${name}: decidedBy: 'judge' needs a { client }`)
  if (typeof given === 'string') assertKnown(given, modifiers)
  checkMeasuredOptions(options)

  return defineScorer(
    name,
    async (args: Args, context) => {
      const asked = (typeof given === 'function' ? given(args) : given) ?? args.modifier
      if (asked === undefined || asked === null || asked === '') {
        return skipped(name, 'no-modifier', 'the sample has no modifier')
      }
      const found = findModifier(String(asked), modifiers)
      if (found === undefined) return failed(name, 'unknown-modifier', unknown(String(asked), modifiers))
      const score = await fulfillment(name, found, args, options, context)
      const modifier = { modifier: String(asked), decidedBy: usesJudge(found.modifier, decidedBy) ? 'judge' : 'check' }
      return { ...score, name, metadata: { ...modifier, ...score.metadata } } as Score
    },
    {
      scale: 'binary',
      signature: async () => ({ [name]: await signature(options) }),
      exempt: true,
      ...judgeConcurrency(client),
      recipe: recipeFor(MODIFIER_FULFILLMENT, options),
    },
  )
}

/** What a verdict needs of the options. */
type JudgedOptions = CheckOptions & Pick<ModifierFulfillmentOptions, 'client' | 'decidedBy'>

async function fulfillment(
  name: string,
  { modifier, parameter }: { modifier: Modifier; parameter: string },
  args: SampleArgs,
  options: JudgedOptions,
  context: ScoreContext,
): Promise<Score> {
  const { missing, metadata } = measured(args, { ...(options.text !== undefined && { text: options.text }) })
  if (missing?.[0] === 'no-answer') return notMeasured(name, missing, metadata)
  const output = options.text === 'whole' ? args.output : answerOf(args.output)
  const response = tidy(output.slice(0, LONGEST))
  if (response.trim() === '') return scored(name, 0, {}, 'empty-response')
  if (usesJudge(modifier, options.decidedBy)) {
    const { client } = options
    if (client === undefined)
      return skipped(name, 'no-judge', `${modifier.id} is for a judge: give the scorer a { client }`)
    const template = FULFILLMENT_TEMPLATE.replace('%%%CONDITION%%%', () => modifier.condition(parameter))
    return binaryJudgement(name, { ...args, output }, { client, template }, context)
  }
  const result = await modifier.check?.(response, options, parameter)
  if (result === undefined) throw new TypeError(`modifier ${modifier.id} has no check`)
  const { reasoning, token } = (metadata.leftOut ?? {}) as LeftOut
  const leftOut = { ...(reasoning !== undefined && { reasoning }), ...(token !== undefined && { token }) }
  return withLeftOut('status' in result ? result : scored(name, result.fulfilled ? 1 : 0, result.evidence), leftOut)
}

/** With what was taken off before the check saw the response. */
function withLeftOut(score: Score, taken: LeftOut): Score {
  if (Object.keys(taken).length === 0) return score
  const leftOut = { ...taken, ...(score.metadata.leftOut as LeftOut | undefined) }
  return { ...score, metadata: { ...score.metadata, leftOut } } as Score
}

function usesJudge({ check }: Modifier, decidedBy: ModifierFulfillmentOptions['decidedBy']): boolean {
  return decidedBy === 'judge' || check === undefined
}

function assertKnown(name: string, modifiers: readonly Modifier[]): void {
  if (findModifier(name, modifiers) === undefined) throw new RangeError(unknown(name, modifiers))
}

function unknown(name: string, modifiers: readonly Modifier[]): string {
  const ids = modifiers.map(({ id }) => id)
  return `unknown modifier "${name.slice(0, 40)}"${didYouMean(name.slice(0, 40), ids)} Known: ${ids.join(', ')}.`
}

/** What the verdicts depend on: the judge and its prompt, the identifier, and whatever is not the default. */
async function signature(options: Omit<ModifierFulfillmentOptions<never, string>, 'name'>): Promise<string> {
  const {
    client,
    decidedBy = 'check',
    identifier = defaultIdentifier,
    brief,
    detailed,
    arrow,
    capitals,
    modifier,
    text,
  } = options
  const own = options.modifiers === allModifiers ? undefined : options.modifiers
  const modifiers = own?.map(modifierText).join('\n')
  const judge = client === undefined ? [] : [await judgeSignature(client, FULFILLMENT_TEMPLATE)]
  const parts = [decidedBy, await identifier.signature(), ...judge]
  return (
    parts.join(',') +
    (await optionSignature({
      brief,
      detailed,
      arrow,
      capitals,
      modifier,
      modifiers,
      ...(text === 'whole' && { text }),
    }))
  )
}

/** What a modifier of one's own decides by. */
function modifierText({ id, condition, check }: Modifier): string {
  return `${id} ${condition} ${check}`
}
