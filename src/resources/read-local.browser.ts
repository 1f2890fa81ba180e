import { download } from './download.js'

/** What is local to a page is an address relative to it, such as the `/assets/lid.176.ftz` that a bundler gives. */
export async function readLocal(source: string | URL): Promise<Uint8Array> {
  return download(source)
}
