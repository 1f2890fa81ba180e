import { createRequire } from 'node:module'
import { shortHash } from '../core/short-hash.js'

/** What a model's chat template is filled in with beside the chat. */
export interface SpecialTokens {
  bos: string
  eos: string
}

/** How an instruction becomes the text that a model goes on from. */
export interface ChatTemplate {
  /** `gguf`: the model file's own. `chatml`: it has none, and gets what llama.cpp's server then gives it. `given#…`: a rendered prompt, by its hash. */
  name: string
  render(input: string): string
}

/** The only class of `@huggingface/jinja` needed here. */
interface Jinja {
  Template: new (source: string) => { render(variables: Record<string, unknown>): string }
}

/**
 * A chat template that puts one instruction as `apply_chat_template(…, add_generation_prompt=True)` of Hugging Face does, content filters and default
 * system prompts included. (The chat wrappers of node-llama-cpp fill in a stand-in for the content: what the template does to the content is lost.)
 *
 * @param source The Jinja text in the model file; undefined where it has none.
 * @throws Error when the text is no Jinja.
 *
 * @example
 * ```ts
 * const template = chatTemplate('{{ bos_token }}{{ messages[0].content | trim }}:', { bos: '<s>', eos: '</s>' })
 * template.render(' Où ? ') // => '<s>Où ?:'
 * chatTemplate(undefined, { bos: '', eos: '' }).render('Où ?') // => '<|im_start|>user\nOù ?<|im_end|>\n<|im_start|>assistant\n'
 * ```
 */
export function chatTemplate(source: string | undefined, { bos, eos }: SpecialTokens): ChatTemplate {
  if (source === undefined) {
    return {
      name: 'chatml',
      render: (input) => `<|im_start|>user\n${input}<|im_end|>\n<|im_start|>assistant\n`,
    }
  }
  const template = new (jinja().Template)(source)
  return {
    name: 'gguf',
    render: (content) =>
      template.render({
        messages: [{ role: 'user', content }],
        add_generation_prompt: true,
        bos_token: bos,
        eos_token: eos,
      }),
  }
}

/** The Jinja that node-llama-cpp depends on, found from there: nothing more to install for who has that. */
function jinja(): Jinja {
  const library = createRequire(import.meta.url ?? __filename).resolve('node-llama-cpp')
  return createRequire(library)('@huggingface/jinja') as Jinja
}

/**
 * A rendered prompt with `{input}` where the instruction goes.
 *
 * @throws RangeError without `{input}`.
 *
 * @example
 * ```ts
 * (await givenTemplate('Q: {input}\nA:')).render('Où ?') // => 'Q: Où ?\nA:'
 * ```
 */
export async function givenTemplate(template: string): Promise<ChatTemplate> {
  if (!template.includes('{input}')) {
    throw new RangeError('the prompt template has no {input}, where the instruction goes')
  }
  return {
    name: `given#${await shortHash(new TextEncoder().encode(template))}`,
    render: (input) => template.replace('{input}', () => input),
  }
}
