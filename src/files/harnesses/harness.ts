/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>

/** What `from` calls the kinds of files that are known by content. */
export type HarnessName =
  | 'lm-eval'
  | 'inspect'
  | 'promptfoo'
  | 'alpaca-eval'
  | 'mt-bench'
  | 'openai-batch'
  | 'chat'
  | 'lighteval'
  | 'helm'
  | 'openai-evals'
  | 'sharegpt'
  | 'braintrust'
  | 'langfuse'
  | 'langsmith'
  | 'm-ifeval'

/**
 * A kind of file that a harness or a service writes: how it is known by its content, and what samples it holds. Each is told what others are there by
 * `harnesses.ts`.
 */
export interface Harness {
  /** What `--from` calls it. */
  readonly name: HarnessName
  /** What people call it. */
  readonly title: string
  /** Where the shape is from: the file that writes it, with its version. */
  readonly source: string
  /** The rows of a JSON document of this kind; undefined for any other document. They are of this kind, whatever `isRow` says. */
  rowsOf?(document: Fields): readonly unknown[] | undefined
  /** The members of a zip of this kind that are rows, and the one that is the document around them; undefined for any other zip. */
  membersOf?(names: readonly string[]): { document?: string; rows: readonly string[] } | undefined
  /** Whether the first row of a table (a line, an element of an array, a row of CSV or parquet) is one of this kind. Kinds do not overlap: the first is taken. */
  isRow?(row: Fields, path: string): boolean
  /** What a file of this kind has lying beside it that holds no responses: it is passed over, and may be joined. */
  readonly beside?: Beside
  /**
   * Begins a file.
   *
   * @returns What makes of a row the fields of its samples (`output`, `input`, `language`, `model`, `id`, …): several for several responses, with one `id`; none
   * where it has no response to score. A problem is an InputError with `where`.
   */
  begin(file: HarnessFile): (row: Fields, where: string) => readonly Fields[]
}

interface Beside {
  /** Whether a JSON document, or the first row of JSON Lines, is one of these. */
  is(row: Fields): boolean
  /** What a row of JSON Lines is joined by, and what is known by it: the prompt. */
  entry?(row: Fields): readonly [key: string, fields: Fields] | undefined
}

/** A file that is being read. */
interface HarnessFile {
  /** Its path, as errors have it; folders and names may tell model and language. */
  readonly path: string
  /** What stands around the rows of a JSON document, or of a zip. */
  readonly document?: Fields
  /** Of conversations: the last answer, or all of them. */
  readonly turn: Turn
  /** What the files beside say of a key; undefined where none does. */
  beside(key: string): Fields | undefined
  /** Says, once a file, what the user should know: what was taken for the language, what was left out. */
  note(text: string): void
}

export type Turn = 'last' | 'all'
