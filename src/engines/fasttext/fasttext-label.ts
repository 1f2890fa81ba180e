const LABEL_PREFIX = '__label__'

/** The language that a label of a fastText model names. */
export function languageOfLabel(label: string): string {
  return label.startsWith(LABEL_PREFIX) ? label.slice(LABEL_PREFIX.length) : label
}
