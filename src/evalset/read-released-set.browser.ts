// A page has no folders to read. This stands in the place of read-released-set.ts in the build for browsers.

/**
 * @throws Error that says what to do instead.
 */
export async function readReleasedSet(folder: string): Promise<never> {
  throw new Error(
    `${folder}: readReleasedSet needs Node; in a browser fetch the files and give their text to releasedSet`,
  )
}
