// A page has no files to read. This stands in the place of read-prompts.ts in the build for browsers.

/**
 * @throws Error that says what to do instead.
 */
export async function readPrompts(path: string): Promise<never> {
  throw new Error(`${path}: readPrompts needs Node; in a browser make the prompts of what you fetched`)
}
