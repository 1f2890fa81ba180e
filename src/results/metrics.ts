/** What there is of each metric; `languageCorrectness` may be there for the wrong-language policy alone. */
export type Metrics<Metric extends string, Value> = Record<Metric, Value> &
  (string extends Metric ? unknown : Partial<Record<'languageCorrectness', Value>>)
