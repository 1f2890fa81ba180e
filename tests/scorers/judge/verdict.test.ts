import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SIX_CRITERIA_TEMPLATE } from '../../../src/scorers/judge/six-criteria-prompt.js'
import { missingCriteria, parseVerdict, type Verdict } from '../../../src/scorers/judge/verdict.js'

/** The stars in the order of the prompt; `x` is out of range, `-` is not given. */
function stars(text: string): Verdict {
  const [correctLanguage, fluency, helpfulness, factualAccuracy, logicalCoherence, harmlessness] = text
  const all = { correctLanguage, fluency, helpfulness, factualAccuracy, logicalCoherence, harmlessness }
  const given = Object.entries(all).filter(([, star]) => star !== '-')
  return Object.fromEntries(given.map(([name, star]) => [name, star === 'x' ? 'out-of-range' : Number(star)]))
}

const json = '{"Language": 3, "Fluency": 2, "Helpfulness": 1, "Accuracy": 3, "Logical coherence": 2, "Harmlessness": 3}'
const rest = '"Helpfulness": 1, "Accuracy": 3, "Logical coherence": 2, "Harmlessness": 3'
const definitions = SIX_CRITERIA_TEMPLATE.slice(SIX_CRITERIA_TEMPLATE.indexOf('Language:\n'))

const answers: [what: string, answer: string, expected: string][] = [
  // JSON as asked for, and what stands around it
  ['plain', json, '321323'],
  ['on several lines', JSON.stringify(JSON.parse(json), null, 4), '321323'],
  ['in a fence', `\`\`\`json\n${json}\n\`\`\``, '321323'],
  ['in a fence without a language', `\`\`\`\n${json}\n\`\`\``, '321323'],
  ['in a fence that never closes', `\`\`\`json\n${json}`, '321323'],
  ['prose before', `Sure! Here is my evaluation:\n\n${json}`, '321323'],
  ['prose behind', `${json}\n\nThe response is fluent, with 1 error and 2 stars for effort.`, '321323'],
  ['prose with braces around', `Let S = {a, b}. ${json} I hope {this} helps.`, '321323'],
  ['a lone brace before', `:-{ well\n${json}`, '321323'],
  ['after thinking aloud', `<think>Fluency: 1? Accuracy: 1 star.</think>\n${json}`, '321323'],
  ['after a draft of the same size', `<think>${json.replaceAll('3', '1')}</think>${json}`, '321323'],
  ['two objects, the second smaller', `${json}\n{"Fluency": 1}`, '321323'],
  ['two objects, the first smaller', `{"Language": 1}\n${json}`, '321323'],
  ['a byte order mark', `\ufeff${json}`, '321323'],
  ['the schema, then the verdict', `{"Language": "1-3", "Fluency": "1-3"}\n${json}`, '321323'],
  // Values
  ['strings', json.replace(/\d/g, '"$&"'), '321323'],
  ['with the unit', json.replace(/\d/g, '"$& stars"'), '321323'],
  ['hyphenated unit', json.replace(/\d/g, '"$&-star"'), '321323'],
  ['out of three', json.replace(/\d/g, '"$&/3"'), '321323'],
  ['out of three, bare', json.replace(/\d/g, '$&/3'), '321323'],
  ['out of three, in words', json.replace(/\d/g, '"$& out of 3"'), '321323'],
  ['with a reason', json.replace(/\d/g, '"$& - see the 5 remarks above"'), '321323'],
  ['a reason first', json.replace(/\d/g, '"It has 4 paragraphs and 2 errors, so $& stars."'), '321323'],
  ['decimals', json.replace(/\d/g, '$&.0'), '321323'],
  ['words', '{"Language": "three", "Fluency": "Two stars", "Helpfulness": "one"}', '321---'],
  ['drawn', '{"Language": "★★★", "Fluency": "★★☆", "Helpfulness": "★☆☆"}', '321---'],
  ['drawn with emoji', '{"Language": "⭐️⭐️⭐️", "Fluency": "⭐⭐", "Helpfulness": "⭐ "}', '321---'],
  ['drawn bare', '{"Language": ★★★, "Fluency": ★★}', '32----'],
  // Shapes
  ['nested score', json.replace(/\d/g, '{"score": $&}'), '321323'],
  ['nested score in capitals', json.replace(/\d/g, '{"Score": "$&", "Reason": "5 lines"}'), '321323'],
  ['nested stars with a reason first', json.replace(/\d/g, '{"reason": "1 or 2 slips", "stars": $&}'), '321323'],
  ['nested rating', json.replace(/\d/g, '{"rating": "$& stars"}'), '321323'],
  ['one level down', `{"scores": ${json}}`, '321323'],
  ['one level down with a total', `{"scores": ${json}, "total": 14}`, '321323'],
  [
    'a list of named scores',
    '[{"criterion": "Language", "score": 3}, {"criterion": "Fluency", "score": 2}, {"criterion": "Accuracy", "score": "1 star"}]',
    '32-1--',
  ],
  [
    'a list in an object',
    '{"evaluation": [{"name": "Language", "stars": 3}, {"name": "Fluency", "stars": 2}]}',
    '32----',
  ],
  ['a list of pairs', '[{"Language": 3}, {"Fluency": 2}, {"Harmlessness": 3}]', '32---3'],
  ['one object a line', '{"Language": 3}\n{"Fluency": 2}\n{"Accuracy": 1}', '32-1--'],
  // Keys
  ['lower case', json.toLowerCase(), '321323'],
  ['capitals', json.toUpperCase(), '321323'],
  [
    'snake case',
    json.replace('Logical coherence', 'logical_coherence').replace('Accuracy', 'factual_accuracy'),
    '321323',
  ],
  ['camel case', '{"correctLanguage": 3, "factualAccuracy": 2, "logicalCoherence": 1}', '3--21-'],
  ['numbered', '{"1. Language": 3, "2. Fluency": 2}', '32----'],
  ['with "score"', '{"Language score": 3, "fluency_score": 2, "HelpfulnessRating": 1}', '321---'],
  ['in bold', '{"**Language**": 3, "**Fluency**": 2}', '32----'],
  ['short names', '{"Factuality": 3, "Coherence": 2, "Safety": 1}', '---321'],
  ['more keys than asked for', json.replace('}', ', "Overall": 2, "Comment": "Fluency: 1 star"}'), '321323'],
  ['in German: nobody asked for that', '{"Sprache": 3, "Flüssigkeit": 2, "Hilfsbereitschaft": 1}', '------'],
  ['in French: nobody asked for that', '{"Langue": 3, "Fluidité": 2, "Utilité": 1}', '------'],
  // Broken JSON
  ['single quotes', json.replaceAll('"', "'"), '321323'],
  ['single quotes and an apostrophe', `${json.replaceAll('"', "'").replace('}', ", 'Note': 'it's fine'}")}`, '321323'],
  ['a trailing comma', json.replace('}', ',}'), '321323'],
  ['a trailing comma and a line end', json.replace('}', ',\n}'), '321323'],
  ['keys without quotes', '{Language: 3, Fluency: 2, Helpfulness: 1}', '321---'],
  ['curly quotes', json.replaceAll('"', '”'), '321323'],
  ['comments', `{"Language": 3, // same language\n"Fluency": 2, # two slips\n${rest}}`, '321323'],
  ['commas left out', json.replaceAll(',', '\n'), '321323'],
  ['cut behind the third', json.slice(0, json.indexOf(', "Accuracy"')), '321---'],
  ['cut within a key', '{"Language": 3, "Fluency": 2, "Help', '32----'],
  ['cut within nested scores', '{"Language": {"score": 3, "reason": "same"}, "Fluency": {"score": 2, "rea', '32----'],
  ['cut behind a colon', '{"Language": 3, "Fluency":', '3-----'],
  // Out of range, or no stars at all
  ['0', `{"Language": 0, "Fluency": 2, ${rest}}`, 'x21323'],
  ['4', `{"Language": 4, "Fluency": "4 stars", ${rest}}`, 'xx1323'],
  ['2.5', `{"Language": 2.5, "Fluency": "2,5", ${rest}}`, 'xx1323'],
  ['negative', `{"Language": -1, "Fluency": "-2", ${rest}}`, 'xx1323'],
  ['huge', `{"Language": 1e400, "Fluency": 33, ${rest}}`, 'xx1323'],
  ['out of five or ten', `{"Language": "3/5", "Fluency": "2 out of 10", ${rest}}`, 'xx1323'],
  ['four drawn', `{"Language": "★★★★", "Fluency": "★★★★★", ${rest}}`, 'xx1323'],
  ['N/A', `{"Language": "N/A", "Fluency": "n/a", ${rest}}`, '--1323'],
  ['null', `{"Language": null, "Fluency": {"score": null}, ${rest}}`, '--1323'],
  ['true, empty', `{"Language": true, "Fluency": ""}`, '------'],
  ['the scale instead of a value', '{"Language": "1-3", "Fluency": "1/2/3", "Accuracy": "1, 2 or 3"}', '------'],
  // Prose
  ['pairs', 'Language: 3\nFluency: 2\nHelpfulness: 1\nAccuracy: 3\nLogical coherence: 2\nHarmlessness: 3', '321323'],
  ['pairs on one line', 'Language: 3, Fluency: 2, Helpfulness: 1; Accuracy = 3. Harmlessness is 3.', '3213-3'],
  ['bullets', '- Language: 3 stars\n- Fluency: 2 stars\n* Accuracy – 1 star', '32-1--'],
  ['bold bullets', '* **Language:** 3\n* **Fluency**: 2\n* **Logical coherence** - 1 star', '32--1-'],
  ['numbered lines', '1. Language: 3\n2. Fluency: 2\n3. Helpfulness: 1', '321---'],
  ['numbered headings', '1. Language:\n3 stars\n2. Fluency:\n2 stars\n3. Helpfulness:\n1 star', '321---'],
  ['headings without values', '1. Language:\n2. Fluency:\n3. Helpfulness:\n', '------'],
  ['markdown headings', '### Language: 3/3\nSame language.\n\n### Fluency: 2/3\nFine.', '32----'],
  ['drawn', 'Language: ★★★\nFluency: ★★☆\nAccuracy: ⭐️', '32-1--'],
  ['a table', '| Criterion | Stars |\n|---|---|\n| Language | 3 |\n| Fluency | 2 |', '32----'],
  [
    'a wide table',
    '| Criterion         | Stars |\n| Language          |   3   |\n| Logical coherence |   2   |',
    '3---2-',
  ],
  ['a table in bold', '| **Language** | **3** |\n| **Fluency** | 2 stars |', '32----'],
  ['the scale in parentheses', 'Language (1-3): 3\nFluency (1-3 stars): 2', '32----'],
  ['words', 'Language: three stars\nFluency: two', '32----'],
  ['sentences', 'Language is 3 stars. Fluency gets 2. Harmlessness receives 3 stars.', '32---3'],
  [
    'the rating behind a sentence',
    'Language: The same as the task. 3 stars\nFluency: Some of the 7 lines are odd (2/3).',
    '32----',
  ],
  ['a rating that is another criterion’s', 'Fluency: good.\nAccuracy: 3 stars', '---3--'],
  ['without a colon', 'Language 3/3\nFluency 2/3', '32----'],
  ['out of range', 'Language: 5\nFluency: 2.5 stars\nAccuracy: 0/3', 'xx-x--'],
  ['prose about scores without any', 'The language is the same, and its fluency deserves three cheers.', '------'],
  // The prompt's own words are no verdict
  ['the definitions alone', definitions, '------'],
  ['the whole prompt', SIX_CRITERIA_TEMPLATE, '------'],
  ['the definitions, then the verdict', `${definitions}\n\n${json}`, '321323'],
  ['the definitions, then two pairs', `${definitions}\n\nLanguage: 3\nFluency: 2`, '32----'],
  [
    'the definition that applies',
    'Language: 3 stars means Submission language is the same as the Task language.',
    '------',
  ],
  // Nothing
  ['empty', '', '------'],
  ['white space', ' \n\t', '------'],
  ['an empty object', '{}', '------'],
  ['a refusal', "I'm sorry, but I can't help with that.", '------'],
  ['a number alone', '3', '------'],
  ['a list of numbers', '[3, 2, 1, 3, 2, 3]', '------'],
]

const given = (verdict: Verdict) => Object.values(verdict)

describe('parseVerdict', () => {
  test.each(answers)('%s', (_, answer, expected) => {
    expect(parseVerdict(answer)).toEqual(stars(expected))
  })

  test('the table is of a size that means something', () => {
    expect(answers.length).toBeGreaterThanOrEqual(60)
  })

  test('missingCriteria: what has no stars, out of range included', () => {
    expect(missingCriteria(parseVerdict('{"Language": 3, "Fluency": 7}'))).toEqual([
      'fluency',
      'helpfulness',
      'factualAccuracy',
      'logicalCoherence',
      'harmlessness',
    ])
    expect(missingCriteria(parseVerdict(json))).toEqual([])
  })
})

describe('whatever the answer, stars are 1, 2, 3 or out of range', () => {
  const valid = (text: string) => {
    for (const value of given(parseVerdict(text))) expect([1, 2, 3, 'out-of-range']).toContain(value)
  }
  const piece = fc.oneof(
    fc.constantFrom(
      '{',
      '}',
      '"',
      "'",
      ':',
      ',',
      '|',
      '\n',
      ' ',
      '★',
      '⭐️',
      '/',
      'stars',
      'score',
      'means',
      '-',
      '1e9',
    ),
    fc.constantFrom('Language', 'Fluency', 'Helpfulness', 'Accuracy', 'Logical coherence', 'Harmlessness', '__proto__'),
    fc.double().map(String),
    fc.integer({ min: -5, max: 12 }).map(String),
  )

  test.each<[string, fc.Arbitrary<string>]>([
    ['any string', fc.string({ unit: 'binary', maxLength: 200 })],
    ['graphemes', fc.string({ unit: 'grapheme', maxLength: 200 })],
    ['any bytes', fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('utf8'))],
    ['any JSON', fc.json()],
    ['any JSON as a value', fc.json().map((value) => `{"Fluency": ${value}, "Accuracy": ${value}}`)],
    ['parts of verdicts', fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))],
  ])('%s', (_, texts) => {
    fc.assert(fc.property(texts, valid), { numRuns: 1000 })
  })

  test('six stars in JSON are read as they are, in any order, in any prose', () => {
    const star = fc.integer({ min: 1, max: 3 })
    const prose = fc.lorem({ mode: 'sentences', maxCount: 3 })
    const entries = fc
      .record({
        Language: star,
        Fluency: star,
        Helpfulness: star,
        Accuracy: star,
        'Logical coherence': star,
        Harmlessness: star,
      })
      .chain((record) => fc.shuffledSubarray(Object.entries(record), { minLength: 6 }))
    fc.assert(
      fc.property(entries, prose, prose, (pairs, before, behind) => {
        const record = Object.fromEntries(pairs)
        const read = parseVerdict(`${before}\n${JSON.stringify(record)}\n${behind}`)
        const { Language, Fluency, Helpfulness, Accuracy, 'Logical coherence': coherence, Harmlessness } = record
        const expected = [Language, Fluency, Helpfulness, Accuracy, coherence, Harmlessness].join('')
        expect(read).toEqual(stars(expected))
      }),
    )
  })
})

describe('hostile texts of 1 MB', () => {
  test.each(
    Object.entries({
      'open braces': '{'.repeat(1e6),
      'closed braces': '}'.repeat(1e6),
      'braces one in another': '{'.repeat(5e5) + '}'.repeat(5e5),
      'braces side by side': '{}'.repeat(5e5),
      'objects that are none': '{a}'.repeat(3e5),
      'open objects': '{"a":'.repeat(2e5),
      'objects one in another': `${'{"a":'.repeat(1.6e5)}1${'}'.repeat(1.6e5)}`,
      'objects side by side': '{"Fluency":2}'.repeat(8e4),
      lists: `{"a":${'['.repeat(5e5)}${']'.repeat(5e5)}}`,
      'a criterion': 'Fluency '.repeat(1.2e5),
      'a criterion with a colon': 'Fluency: '.repeat(1.1e5),
      'a criterion with a parenthesis': 'Fluency ('.repeat(1.1e5),
      'a criterion and dashes': 'language-'.repeat(1.1e5),
      'single quotes': "'".repeat(1e6),
      'single quotes in braces': `{${"'".repeat(1e6)}}`,
      'double quotes in braces': `{${'"'.repeat(1e6)}}`,
      'commas in braces': `{${','.repeat(1e6)}}`,
      'commas and spaces in braces': `{${', '.repeat(5e5)}}`,
      'letters in braces': `{${'a'.repeat(1e6)}}`,
      'spaces in braces': `{"Fluency":${' '.repeat(1e6)}}`,
      'a long number': `{"Fluency": ${'1'.repeat(1e6)}}`,
      'a long number in prose': `Fluency: ${'1'.repeat(1e6)}`,
      'a long string': `{"Fluency": "${'x'.repeat(1e6)}"}`,
      'a long key': `{"${'x'.repeat(1e6)}": 3}`,
      stars: '★'.repeat(1e6),
      'stars of a criterion': `Fluency: ${'★'.repeat(1e6)}`,
      spaces: ' '.repeat(1e6),
      'a criterion and spaces': `Fluency${' '.repeat(1e6)}:`,
    }),
  )('%s', (_, text) => {
    for (const value of given(parseVerdict(text))) expect([2, 'out-of-range']).toContain(value)
  })
})
