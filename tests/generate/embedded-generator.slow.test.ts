import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { type EmbeddedGeneratorOptions, embeddedGenerator } from '../../src/generate/embedded-generator.js'
import type { Generator } from '../../src/generate/generator.js'
import { canLoad } from '../support/can-load.js'
import { writeConstantGguf } from '../support/tiny-gguf.js'

const folder = mkdtempSync(join(tmpdir(), 'crosslingual-generator-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function constant(model: Parameters<typeof writeConstantGguf>[1] = {}): string {
  const path = join(folder, `constant-${files++}.gguf`)
  writeConstantGguf(path, model)
  return path
}
const plain = constant()

const open: Generator[] = []
function generator(options: EmbeddedGeneratorOptions = {}): Generator {
  const made = embeddedGenerator({ modelPath: plain, gpu: false, contextSize: 512, threads: 1, ...options })
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.dispose?.()))
})

const greedy = (repetitionPenalty: number, maxTokens: number) => ({ repetitionPenalty, maxTokens })
const a = (count: number) => 'a'.repeat(count)

/** The prompt alone, so that a test says which tokens are in it. */
const bare = '{{ messages[0].content }}'

describe.skipIf(!canLoad)('embeddedGenerator', () => {
  // Logits a 10, b 9.5, c 9.05, d 8.6 at each step: what Hugging Face's RepetitionPenaltyLogitsProcessor makes of them, by hand.
  test.each<[prompt: string, penalty: number, tokens: number, text: string, why: string]>([
    ['a', 1, 200, a(200), 'without a penalty the likeliest'],
    ['a', 1.1, 200, `b${a(199)}`, 'a 9.09 < b 9.5, and then a 9.09 > b 8.64 and c 9.05, for good: no window'],
    ['x', 1.1, 200, `ab${a(198)}`, 'a is not in the prompt, but in the output from its first token on'],
    ['ab', 1.1, 50, a(50), 'both are in the prompt: a 9.09 > c 9.05'],
    ['a', 1.2, 50, `bcd${a(47)}`, 'a 8.33, then b 7.92, c 7.54, d 7.17'],
    ['abcd', 1.2, 50, a(50), 'all in the prompt'],
    ['a', 0.9, 5, a(5), 'a bonus'],
  ])('%j at penalty %d', async (prompt, penalty, tokens, text) => {
    const answer = await generator({ modelPath: constant({ template: bare }) }).generate(
      prompt,
      greedy(penalty, tokens),
    )
    expect(answer).toEqual({
      text,
      finishReason: 'length',
      usage: { promptTokens: 1 + prompt.length, completionTokens: tokens },
    })
  })

  test.each<[what: string, logits: Record<string, number>, template: string, first: string]>([
    ['a newline', { '\n': 10, a: -5 }, 'x\ny', 'b'],
    ['a newline that is not there', { '\n': 10, a: -5 }, 'xy', '\n'],
    ['the token that begins the text', { '<s>': 10, a: -5 }, 'x', 'b'],
    ['markup of the template', { '<|im_start|>': 10, a: -5 }, '<|im_start|>', 'b'],
    ['a negative logit, multiplied', { x: -1, y: -1.05, a: -5, b: -5, c: -5, d: -5 }, 'x', 'y'],
  ])('the penalty covers %s', async (_, logits, template, first) => {
    const modelPath = constant({ logits, template })
    expect((await generator({ modelPath }).generate('', greedy(1.1, 1))).text).toBe(first)
  })

  test.each<[what: string, template: string, tokens: number]>([
    ['what it does to the content', '{{ messages[0].content | trim }}', 1 + 2],
    ['the token that begins a text, not twice', '{{ bos_token }}{{ messages[0].content }}', 1 + 4],
    ['the prompt for an answer', '{% if add_generation_prompt %}abc{% endif %}', 1 + 3],
    ['what it says when there is no system prompt', "{% if messages[0].role != 'system' %}d{% endif %}", 1 + 1],
    ['markup as one token', '<|im_start|>{{ messages[0].content }}<|im_end|>', 1 + 1 + 4 + 1],
  ])('the chat template is followed: %s', async (_, template, tokens) => {
    const { usage } = await generator({ modelPath: constant({ template }) }).generate(' ab ', greedy(1, 1))
    expect(usage?.promptTokens).toBe(tokens)
  })

  test('says what it is', async () => {
    const file = readFileSync(plain)
    expect(await generator().describe()).toMatchObject({
      kind: 'embedded',
      versions: { 'node-llama-cpp': expect.stringMatching(/^3\.\d+\.\d+$/), 'llama.cpp': expect.stringMatching(/\d/) },
      model: { file: 'constant-0.gguf', size: file.length, sha256: createHash('sha256').update(file).digest('hex') },
      gpu: false,
      contextLength: 512,
      template: 'gguf',
      threads: 1,
    })
  })

  test('a file without a template gets ChatML, and is said to', async () => {
    const without = generator({ modelPath: constant({ template: null }) })
    expect(await without.describe()).toMatchObject({ template: 'chatml' })
    const withIt = await generator().generate('é', greedy(1.1, 5))
    expect(await without.generate('é', greedy(1.1, 5))).toEqual(withIt)
  })

  test('never takes more threads than there are cores, nor more context than the model has', async () => {
    const description = await generator({ threads: 1000, contextSize: 100_000 }).describe()
    expect(description).toMatchObject({ threads: availableParallelism(), contextLength: 8192 })
  })

  test('ends where the model does', async () => {
    const modelPath = constant({ logits: { '<|im_end|>': 9.3 } })
    // The end is in the prompt (9.3 → 8.45): it is not the likeliest, with a penalty or without.
    expect(await generator({ modelPath }).generate('x', greedy(1.1, 5))).toMatchObject({ finishReason: 'length' })
    const ending = constant({ logits: { '<|im_end|>': 12 } })
    expect(await generator({ modelPath: ending }).generate('x', greedy(1.1, 5))).toMatchObject({
      text: '',
      finishReason: 'stop',
      usage: { completionTokens: 1 },
    })
  })

  test('ends where the context does, and says so', async () => {
    const answer = await generator().generate('a', greedy(1.1, 5000))
    const { promptTokens = 0, completionTokens = 0 } = answer.usage ?? {}
    expect(promptTokens + completionTokens).toBe(512)
    expect(answer).toMatchObject({ text: `b${a(completionTokens - 1)}`, finishReason: 'context' })
  })

  test.each([
    [510, 'length'],
    [511, 'context-exceeded'],
    [20_000, 'context-exceeded'],
  ])('a prompt of %d characters and one token in a context of 512: %s', async (length, end) => {
    const answer = generator({ modelPath: constant({ template: bare }) }).generate('x'.repeat(length), greedy(1, 1))
    if (end === 'length') expect(await answer).toMatchObject({ text: 'a', finishReason: end })
    else await expect(answer).rejects.toMatchObject({ name: 'ChatError', reason: end })
  })

  test('two at once get the answers that they get one by one', async () => {
    const both = generator()
    const answers = await Promise.all([both.generate('x', greedy(1.1, 100)), both.generate('b', greedy(1.2, 100))])
    const alone = [await generator().generate('x', greedy(1.1, 100)), await generator().generate('b', greedy(1.2, 100))]
    expect(answers).toEqual(alone)
    expect(answers[0]?.text).not.toBe(answers[1]?.text)
  })

  test('an abort rejects with its reason, before, while waiting and under way, and nothing else with it', async () => {
    const used = generator({ contextSize: 8192 })
    const expected = await used.generate('a', greedy(1.1, 20))
    const [underWay, waiting] = [new AbortController(), new AbortController()]
    const long = used.generate('a', greedy(1.1, 8000), { signal: underWay.signal })
    const queued = used.generate('a', greedy(1.1, 20), { signal: waiting.signal })
    const next = used.generate('a', greedy(1.1, 20))
    waiting.abort(new Error('waiting'))
    await expect(queued).rejects.toThrow('waiting')
    underWay.abort(new Error('under way'))
    await expect(long).rejects.toThrow('under way')
    const signal = AbortSignal.abort(new Error('before'))
    await expect(used.generate('a', greedy(1.1, 20), { signal })).rejects.toThrow('before')
    await expect(used.describe({ signal })).rejects.toThrow('before')
    expect(await next).toEqual(expected)
  })

  test('dispose ends what is under way, and what comes after', async () => {
    const freed = generator({ contextSize: 8192 })
    await freed.generate('a', greedy(1.1, 1))
    const calls = [freed.generate('a', greedy(1.1, 8000)), freed.generate('b', greedy(1.1, 8000))]
    const ends = Promise.allSettled(calls)
    await freed.dispose?.()
    for (const end of await ends) expect(String((end as PromiseRejectedResult).reason)).toMatch(/freed by dispose/)
    await expect(freed.generate('a', greedy(1, 1))).rejects.toThrow(/freed by dispose/)
    await expect(freed.describe()).rejects.toThrow(/freed by dispose/)
    await freed.dispose?.()
  })

  test('dispose while the model loads frees it', async () => {
    const freed = generator()
    const answer = expect(freed.generate('a', greedy(1, 1))).rejects.toThrow(/freed by dispose/)
    await freed.dispose?.()
    await answer
  })

  test.each<[what: string, write: (path: string) => void, message: RegExp]>([
    ['is not there', () => {}, /^embeddedGenerator: no model file at .*bad\.gguf/],
    ['is no GGUF', (path) => writeFileSync(path, 'no model'), /./],
    ['has a template that is no Jinja', (path) => writeConstantGguf(path, { template: '{% if %}' }), /./],
  ])('a file that %s', async (_, write, message) => {
    const modelPath = join(folder, 'bad.gguf')
    write(modelPath)
    const bad = generator({ modelPath })
    await expect(bad.generate('a', greedy(1, 1))).rejects.toThrow(message)
    await expect(bad.describe()).rejects.toThrow(message)
    await bad.dispose?.()
    rmSync(modelPath, { force: true })
  })
})

test('names its model and answers one request at a time', () => {
  expect(embeddedGenerator({ modelUri: 'hf:user/model:Q4_K_M' })).toMatchObject({
    model: 'model:Q4_K_M',
    concurrency: 1,
  })
})

test('wants one of modelPath and modelUri, and a decoding that can be', async () => {
  expect(() => embeddedGenerator({})).toThrow(/^embeddedGenerator: give one of/)
  expect(() => embeddedGenerator({ modelPath: 'a.gguf', modelUri: 'hf:a/b' })).toThrow(TypeError)
  for (const wrong of [greedy(0, 1), greedy(Number.NaN, 1), greedy(1, 0), greedy(1, 1.5)]) {
    await expect(generator().generate('a', wrong)).rejects.toThrow(RangeError)
  }
})
