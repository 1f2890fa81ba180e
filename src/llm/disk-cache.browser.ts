// A page has no folders. This stands in the place of disk-cache.ts in the build for browsers.

/**
 * @throws TypeError that says what to do instead.
 */
export function diskStore(folder: string): never {
  throw new TypeError(`diskStore needs Node, got ${folder}; in a browser give cached() a Map, or a store of your own`)
}
