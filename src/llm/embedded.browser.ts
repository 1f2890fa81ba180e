// A page has no native modules. This stands in the place of embedded.ts in the build for browsers.

/**
 * @throws TypeError that says what to do instead.
 */
export function embeddedClient(): never {
  throw new TypeError('embeddedClient needs Node; in a browser ask a server: openaiClient({ model, baseURL })')
}
