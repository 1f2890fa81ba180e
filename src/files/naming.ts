/** How samples are told apart whose rows name no model. */
export interface Naming {
  /** The model of rows that name none: `--name`. */
  name?: string
  /** Whether the file is the model of rows that name none: several are read, and are not to be pooled. */
  several?: boolean
  /** Whether each sample has the file that it is from, as `file`. */
  file?: boolean
}

/**
 * Gives a sample the model that its row does not name.
 *
 * @param file Where the row is from.
 * @returns Whether the file stands for the model.
 */
export function nameSample(
  sample: Record<string, unknown>,
  { name, several = false, file: hasFile = several }: Naming,
  file: string,
): boolean {
  if (hasFile) sample.file ??= file
  if (sample.model !== undefined && sample.model !== null && sample.model !== '') return false
  const model = name ?? (several ? file : undefined)
  if (model !== undefined) sample.model = model
  return name === undefined && several
}
