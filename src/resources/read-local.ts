/** The bytes of a path or `file:` URL. In the build for browsers, `read-local.browser.ts` stands in its place. */
export async function readLocal(source: string | URL): Promise<Uint8Array> {
  const { readFile } = await import('node:fs/promises')
  return readFile(String(source).startsWith('file:') ? new URL(source) : source)
}
