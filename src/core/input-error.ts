/** Input that cannot be used: what is wrong, where, and how to mend it. Tools exit with code 2 on it. */
export class InputError extends Error {
  override readonly name = 'InputError'

  /** @param where `file:line`, a sample's id, or an option. */
  constructor(
    readonly where: string,
    readonly problem: string,
  ) {
    super(`${where}: ${problem}`)
  }
}
