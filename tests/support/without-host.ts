/**
 * Skips a test whose host cannot be had here, with the reason. Where CROSSLINGUAL_HOSTS is `required`, as in CI, it fails instead: a run without the
 * hosts must not look like one with them.
 */
export function withoutHost(skip: (reason: string) => never, reason: string): never {
  if (process.env.CROSSLINGUAL_HOSTS === 'required') throw new Error(`CROSSLINGUAL_HOSTS=required, and ${reason}`)
  return skip(reason)
}
