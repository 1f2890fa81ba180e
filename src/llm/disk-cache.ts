import { chmod, mkdir } from 'node:fs/promises'
import { once } from '../core/once.js'
import type { CompletionStore } from './cache.js'

/**
 * A {@link CompletionStore} in a folder, by `cacache` (npm's own cache): entries are written aside and moved into place, so a
 * killed process leaves none half-written, any number of processes share the folder, and one that was damaged is a miss. The
 * folder is made readable to its owner only: it holds what was judged. One that is there keeps its mode.
 *
 * @throws Error on first use, when the folder cannot be made. An entry that cannot be written later is a warning.
 *
 * @example
 * ```ts
 * const model = openaiClient({ model: 'qwen3-8b', baseURL: 'http://localhost:8080/v1' })
 * const client = cached(model, diskStore('.crosslingual-cache'))
 * client.model // => 'qwen3-8b'
 * ```
 */
export function diskStore(folder: string): CompletionStore {
  const open = once(async () => {
    const { default: cacache } = await import('cacache')
    const made = await mkdir(folder, { recursive: true, mode: 0o700 })
    if (made !== undefined) await chmod(folder, 0o700) // the mode of mkdir is subject to the umask; a folder that was there keeps its own
    return cacache
  })
  let warned = false
  const warnOnce = (message: string): void => {
    if (!warned) process.emitWarning(message)
    warned = true
  }
  return {
    get: async (key) => {
      const cacache = await open()
      try {
        return String((await cacache.get(folder, key)).data)
      } catch (error) {
        // Not there, or not what was written: cacache checks the hash. Damaged content has to go, since a later put would leave it.
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EINTEGRITY' || code === 'EBADSIZE') await removeContent(cacache, folder, key)
        return undefined
      }
    },
    set: async (key, value) => {
      const cacache = await open()
      try {
        await cacache.put(folder, key, value)
      } catch (error) {
        // A full disk must not cost the answer that was paid for; but a run that cannot be resumed should not go unsaid.
        warnOnce(`the cache ${folder} cannot be written: ${(error as Error).message}`)
      }
    },
  }
}

async function removeContent(cacache: typeof import('cacache'), folder: string, key: string): Promise<void> {
  try {
    const entry = await cacache.get.info(folder, key)
    if (entry !== null) await cacache.rm.content(folder, entry.integrity)
  } catch {
    // Somebody else was first, or may write where we may not: it stays a miss.
  }
}
