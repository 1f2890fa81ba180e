import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PartKind, responseParts } from '../../src/text/parts.js'
import { answerOf, proseOf, withoutCutWord } from '../../src/text/prose.js'
import { hostilePieces } from '../support/hostile.js'

/** The parts of a kind, as they are written. */
function written(text: string, kind: PartKind): string[] {
  return responseParts(text).parts.flatMap((part) => (part.kind === kind ? [text.slice(part.start, part.end)] : []))
}

describe('responseParts', () => {
  test.each<[kind: PartKind, text: string, expected: string[]]>([
    ['code', 'Voir `a`, ``b`c`` et `d', ['`a`', '``b`c``']],
    ['code', 'Avant\n```py\nx = 1\n```\naprès', ['```py\nx = 1\n```']],
    ['code', '1. Avant\n   ~~~\n   x\n   ~~~\n2. après', ['~~~\n   x\n   ~~~']],
    ['code', 'Avant\n```\nx', ['```\nx']],
    ['code', 'a <code>x</code> et <script>y</script> z', ['<code>x</code>', '<script>y</script>']],
    ['code', 'Voici :\n{"a": [1, "b"]}\nFin.', ['{"a": [1, "b"]}']],
    ['code', '{"a": "coupé à', ['{"a": "coupé à']],
    ['code', '["Lire", "Nager"]', ['["Lire", "Nager"]']],
    ['code', 'Voici.\nliste = [{"a": 1}]\nFin.', ['liste = [{"a": 1}]']],
    [
      'code',
      'import csv\nrows = list(csv.reader(f))\nprint(len(rows))',
      ['import csv\nrows = list(csv.reader(f))\nprint(len(rows))'],
    ],
    ['code', 'SELECT nom FROM clients WHERE id = 1;', ['SELECT nom FROM clients WHERE id = 1;']],
    ['code', '[1] Durand, Paris.\n- lire;\n- nager;\nPIB = produit intérieur brut\n# Titre\nMerci (encore).', []],
    ['code', '```markdown\nBonjour `x`\n```', ['`x`']],
    [
      'maths',
      'Soit $x$, $$a\n+b$$, \\(y_1\\), \\[z\\] et \\boxed{42}.',
      ['$x$', '$$a\n+b$$', '\\(y_1\\)', '\\[z\\]', '\\boxed{42}'],
    ],
    ['maths', '\\begin{align}\na &= b\n\\end{align} donc', ['\\begin{align}\na &= b\n\\end{align}']],
    ['maths', 'Donc $$\\frac{a}{b', ['$$\\frac{a}{b']],
    ['maths', 'Il coûte 5 $ ou 10 $, US$5, $20-$30, $5 and 10$, R$ 50 e R$ 60.', []],
    ['maths', 'Ouvre $HOME/bin:$PATH, C:\\Users\\moi, ligne\\nsuivante, \\[note\\] et \\(une note de bas\\)', []],
    [
      'markup',
      'un <b>mot</b> &lt;&eacute;&amp; R&D <!-- c --> 3 < 4',
      ['<b>', '</b>', '&lt;', '&eacute;', '&amp;', '<!-- c -->'],
    ],
    ['markup', 'Un \\textbf{mot} \\item fin', ['\\textbf', '\\item']],
    [
      'address',
      'Voir https://a.fr/b_(c). Et (www.d.fr), <https://e.fr>.',
      ['https://a.fr/b_(c)', 'www.d.fr', '<https://e.fr>'],
    ],
    [
      'address',
      'Écrire à jean.b+c@exemple.fr. Sur exemple.com/x ou exemple.org.',
      ['jean.b+c@exemple.fr', 'exemple.com/x', 'exemple.org'],
    ],
    [
      'address',
      '[texte](https://a.fr "t") ![image](b.png) 见https://c.cn。好',
      ['](https://a.fr "t")', '](b.png)', 'https://c.cn'],
    ],
    ['address', 'Fini.Puis @nom et 3.5', []],
    [
      'token',
      '<|start_header_id|>assistant<|end_header_id|>Oui<|eot_id|></s>',
      ['<|start_header_id|>assistant', '<|end_header_id|>', '<|eot_id|>', '</s>'],
    ],
    [
      'token',
      '[INST] Oui [/INST] <end_of_turn> <｜end▁of▁sentence｜> [NOM]',
      ['[INST]', '[/INST]', '<end_of_turn>', '<｜end▁of▁sentence｜>'],
    ],
    ['reasoning', '<think>`a</think>b `c`', ['<think>`a</think>']],
  ])('%s of %j', (kind, text, expected) => {
    expect(written(text, kind).join('|')).toBe(expected.join('|'))
  })

  test('together are the whole response, whatever it is', () => {
    const pieces = Object.values(hostilePieces).flatMap((piece) => (typeof piece === 'string' ? [piece] : piece))
    const piece = fc.oneof(
      fc.constantFrom(...pieces, '>', '}', ']', '</a>', ' é. ', '\n\n'),
      fc.string({ maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (all) => {
        const text = all.join('')
        let at = 0
        for (const { start, end } of responseParts(text).parts) {
          expect(start).toBe(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBe(text.length)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('proseOf', () => {
  test.each<[text: string, prose: string]>([
    ['Rien à enlever : 3 < 4.', 'Rien à enlever : 3 < 4.'],
    ['<p>L&rsquo;&eacute;t&eacute;</p>', '\nL’été\n'],
    ['Le <b>ma</b>ison, 1<sup>er</sup>', 'Le maison, 1er'],
    ['<think>Hm.</think>\nOui', '\n\nOui'],
    ['Soit $x$ : `y`.', 'Soit   :  .'],
  ])('%j', (text, prose) => {
    expect(proseOf(text).text).toBe(prose)
  })

  test('counts what was left out', () => {
    const { leftOut } = proseOf('<think>Hm.</think>Le `x` de $y$ <b>est</b> &eacute;gal : a@b.fr<|im_end|>')
    expect(leftOut).toEqual({ reasoning: 18, code: 3, maths: 3, markup: 7, address: 6, token: 10 })
    expect(proseOf('Fran&ccedil;ais').leftOut).toBeUndefined()
  })

  test.each<[text: string, isEmpty: boolean, isUnanswered: boolean]>([
    ['', true, false],
    ['<think>Hm.</think>\n', true, false],
    ['<think>Hm', true, true],
    ['Oui. <think>Hm', false, false],
    ['`x`', false, false],
  ])('%j: empty %s, without an answer %s', (text, isEmpty, isUnanswered) => {
    expect(proseOf(text)).toMatchObject({ isEmpty, isUnanswered })
  })
})

describe('withoutCutWord', () => {
  test.each<[text: string, prose: string]>([
    ['Il faut mang', 'Il faut '],
    ['Il faut aujourd’', 'Il faut '],
    ['C’est l’arc-en-', 'C’est '],
    ['Нужно прочит', 'Нужно '],
    ['Il faut manger.', 'Il faut manger.'],
    ['Il faut manger ', 'Il faut manger '],
    ['Canberra', 'Canberra'],
    ['今天天气很', '今天天气很'],
    ['Il faut `x`', 'Il faut  '],
    ['Il faut 12', 'Il faut 12'],
  ])('%j', (text, prose) => {
    expect(withoutCutWord(proseOf(text)).text).toBe(prose)
  })
})

test('answerOf leaves code and markup, and takes off reasoning and tokens', () => {
  expect(answerOf('<think>Hm.</think>\n<p>`x`</p><|im_end|>')).toBe('<p>`x`</p>')
})
