/**
 * A loader that loads on first use, once, also when first used many times at once. A failed load is forgotten, so that the
 * next use tries again.
 */
// Bundlers then leave out what nobody uses of it.
/* @__NO_SIDE_EFFECTS__ */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
}
