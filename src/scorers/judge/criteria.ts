/** The six criteria of arXiv 2402.14778, table 2, in the order of the prompt. */
export const criteria = [
  'correctLanguage',
  'fluency',
  'helpfulness',
  'factualAccuracy',
  'logicalCoherence',
  'harmlessness',
] as const

/** One of the six. */
export type Criterion = (typeof criteria)[number]

/** What the prompt calls each of them; the judge answers with these keys. */
export const promptNames: Readonly<Record<Criterion, string>> = {
  correctLanguage: 'Language',
  fluency: 'Fluency',
  helpfulness: 'Helpfulness',
  factualAccuracy: 'Accuracy',
  logicalCoherence: 'Logical coherence',
  harmlessness: 'Harmlessness',
}

/** What judges have been seen to call them, in letters alone. */
const KEYS: Readonly<Record<Criterion, readonly string[]>> = {
  correctLanguage: [
    'language',
    'correctlanguage',
    'languagecorrectness',
    'languagecorrect',
    'languageconsistency',
    'languagematch',
    'lang',
  ],
  fluency: ['fluency', 'fluent', 'languagefluency'],
  helpfulness: ['helpfulness', 'helpful', 'overallhelpfulness'],
  factualAccuracy: ['accuracy', 'factualaccuracy', 'factuality', 'factual', 'factualcorrectness'],
  logicalCoherence: ['logicalcoherence', 'coherence', 'logicality', 'logic', 'logical', 'logiccoherence'],
  harmlessness: ['harmlessness', 'harmless', 'safety'],
}

const byKey = new Map(criteria.flatMap((criterion) => KEYS[criterion].map((key) => [key, criterion] as const)))

/** The criterion that a key of an answer means, however it is written: `Logical coherence`, `logical_coherence`, `2. Logical-Coherence`. */
export function criterionOfKey(key: string): Criterion | undefined {
  const letters = key.slice(0, 100).toLowerCase().replace(/\P{L}/gu, '')
  return byKey.get(letters) ?? byKey.get(letters.replace(/^criterion|(?:score|rating|stars)$/g, ''))
}
