import { writeFileSync } from 'node:fs'

const WIDTH = 32
const INNER = 64
const HEADS = 4
const CONTEXT = 8192
const ALIGNMENT = 32

const TEMPLATE =
  '{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}' +
  '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}'

const KIND = { normal: 1, unknown: 2, control: 3, byte: 6 }
const TYPE = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 }

interface Token {
  text: string
  kind: number
}

/** Every byte and every ASCII character, so that any text can be read and JSON written. */
function vocabulary(): Token[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
  const characters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))
  return [
    { text: '<unk>', kind: KIND.unknown },
    { text: '<s>', kind: KIND.control },
    { text: '</s>', kind: KIND.control },
    ...bytes.map((byte) => ({ text: `<0x${byte}>`, kind: KIND.byte })),
    ...['\u2581', ...characters, '\n'].map((text) => ({ text, kind: KIND.normal })),
    { text: '<|im_start|>', kind: KIND.control },
    { text: '<|im_end|>', kind: KIND.control },
  ]
}

/** Numbers that look random and are the same each time, from -1 to 1. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  }
}

const uint32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
const float32 = (value: number) => Buffer.from(Float32Array.of(value).buffer)
const uint64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer)
const string = (text: string) => Buffer.concat([uint64(Buffer.byteLength(text)), Buffer.from(text)])
const array = (type: number, items: readonly Buffer[]) => Buffer.concat([uint32(type), uint64(items.length), ...items])
const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc(-data.length & (ALIGNMENT - 1))])

function metadata(name: string, tokens: readonly Token[], template: string | undefined): Buffer[] {
  const entry = (key: string, type: number, value: Buffer) => Buffer.concat([string(key), uint32(type), value])
  const count = (key: string, value: number) => entry(key, TYPE.uint32, uint32(value))
  const text = (key: string, value: string) => entry(key, TYPE.string, string(value))
  const list = (key: string, type: number, items: Buffer[]) => entry(key, TYPE.array, array(type, items))
  return [
    text('general.architecture', 'llama'),
    text('general.name', name),
    count('general.file_type', 0),
    count('llama.vocab_size', tokens.length),
    count('llama.context_length', CONTEXT),
    count('llama.embedding_length', WIDTH),
    count('llama.block_count', 1),
    count('llama.feed_forward_length', INNER),
    count('llama.attention.head_count', HEADS),
    count('llama.attention.head_count_kv', HEADS),
    count('llama.rope.dimension_count', WIDTH / HEADS),
    entry('llama.attention.layer_norm_rms_epsilon', TYPE.float32, float32(1e-6)),
    text('tokenizer.ggml.model', 'llama'),
    list(
      'tokenizer.ggml.tokens',
      TYPE.string,
      tokens.map((token) => string(token.text)),
    ),
    list(
      'tokenizer.ggml.scores',
      TYPE.float32,
      tokens.map(({ kind }, i) => float32(kind === KIND.normal ? -i : 0)),
    ),
    list(
      'tokenizer.ggml.token_type',
      TYPE.int32,
      tokens.map(({ kind }) => uint32(kind)),
    ),
    count('tokenizer.ggml.bos_token_id', 1),
    count('tokenizer.ggml.eos_token_id', tokens.length - 1),
    count('tokenizer.ggml.unknown_token_id', 0),
    entry('tokenizer.ggml.add_bos_token', TYPE.bool, Buffer.of(1)),
    entry('tokenizer.ggml.add_space_prefix', TYPE.bool, Buffer.of(0)),
    ...(template === undefined ? [] : [text('tokenizer.chat_template', template)]),
  ]
}

type Tensor = [name: string, shape: number[], data: Float32Array]

/**
 * A language model that has learnt nothing: one layer of noise, in the form that llama.cpp reads (GGUF, version 3).
 *
 * @param options.readable Whether its output is characters only: the logit of bytes and of markup but the end is 0, and so never the greatest.
 */
export function writeTinyGguf(path: string, { readable = false } = {}): void {
  const tokens = vocabulary()
  const next = noise(7)
  const weights = (length: number, size: number) => Float32Array.from({ length }, () => next() * size)
  const ones = () => new Float32Array(WIDTH).fill(1)
  const square = () => weights(WIDTH * WIDTH, 0.3)
  const embeddings = weights(WIDTH * tokens.length, 1)
  const output = weights(WIDTH * tokens.length, 0.5)
  const last = tokens.length - 1
  tokens.forEach(({ kind }, i) => {
    if (readable && kind !== KIND.normal && i !== last) output.fill(0, i * WIDTH, (i + 1) * WIDTH)
  })
  write(path, metadata('tiny', tokens, TEMPLATE), [
    ['token_embd.weight', [WIDTH, tokens.length], embeddings],
    ['output_norm.weight', [WIDTH], ones()],
    ['output.weight', [WIDTH, tokens.length], output],
    ['blk.0.attn_norm.weight', [WIDTH], ones()],
    ['blk.0.attn_q.weight', [WIDTH, WIDTH], square()],
    ['blk.0.attn_k.weight', [WIDTH, WIDTH], square()],
    ['blk.0.attn_v.weight', [WIDTH, WIDTH], square()],
    ['blk.0.attn_output.weight', [WIDTH, WIDTH], square()],
    ['blk.0.ffn_norm.weight', [WIDTH], ones()],
    ['blk.0.ffn_gate.weight', [WIDTH, INNER], weights(WIDTH * INNER, 0.3)],
    ['blk.0.ffn_up.weight', [WIDTH, INNER], weights(WIDTH * INNER, 0.3)],
    ['blk.0.ffn_down.weight', [INNER, WIDTH], weights(WIDTH * INNER, 0.3)],
  ])
}

/** The logits of the constant model, of which every other token has -5. */
const LOGITS: Record<string, number> = { a: 10, b: 9.5, c: 9.05, d: 8.6 }

/**
 * A model whose logits are the same whatever it reads, so that the output shows what a repetition penalty covers: the layer adds nothing, every
 * embedding is a vector of ones, and the output weights of a token are its logit in equal parts.
 *
 * @param options.logits Beside, or instead of, those of `a` to `d`, by token.
 * @param options.template The chat template; null for a file without one.
 */
export function writeConstantGguf(
  path: string,
  { logits = {}, template = TEMPLATE }: { logits?: Record<string, number>; template?: string | null } = {},
): void {
  const tokens = vocabulary()
  const fixed = { ...LOGITS, ...logits }
  const ones = (length: number) => new Float32Array(length).fill(1)
  const zeros = (length: number) => new Float32Array(length)
  const output = tokens.flatMap(({ text }) => Array<number>(WIDTH).fill((fixed[text] ?? -5) / WIDTH))
  write(path, metadata('constant', tokens, template ?? undefined), [
    ['token_embd.weight', [WIDTH, tokens.length], ones(WIDTH * tokens.length)],
    ['output_norm.weight', [WIDTH], ones(WIDTH)],
    ['output.weight', [WIDTH, tokens.length], Float32Array.from(output)],
    ['blk.0.attn_norm.weight', [WIDTH], ones(WIDTH)],
    ...['q', 'k', 'v', 'output'].map((part): Tensor => {
      return [`blk.0.attn_${part}.weight`, [WIDTH, WIDTH], zeros(WIDTH * WIDTH)]
    }),
    ['blk.0.ffn_norm.weight', [WIDTH], ones(WIDTH)],
    ['blk.0.ffn_gate.weight', [WIDTH, INNER], zeros(WIDTH * INNER)],
    ['blk.0.ffn_up.weight', [WIDTH, INNER], zeros(WIDTH * INNER)],
    ['blk.0.ffn_down.weight', [INNER, WIDTH], zeros(WIDTH * INNER)],
  ])
}

function write(path: string, entries: readonly Buffer[], tensors: readonly Tensor[]): void {
  let offset = 0
  const infos: Buffer[] = []
  const contents: Buffer[] = []
  for (const [name, shape, data] of tensors) {
    infos.push(string(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset))
    const content = padded(Buffer.from(data.buffer))
    contents.push(content)
    offset += content.length
  }
  const counts = [uint32(3), uint64(tensors.length), uint64(entries.length)]
  const head = padded(Buffer.concat([Buffer.from('GGUF'), ...counts, ...entries, ...infos]))
  writeFileSync(path, Buffer.concat([head, ...contents]))
}
