/**
 * Of each trace, its root or the calls of a model in it, whichever comes first, so that no answer counts twice: the root often gives what the last call gave.
 *
 * @returns Whether a span is to be taken. Remembers a word a trace.
 */
export function oneOfTrace(): (trace: string, kind: 'root' | 'call') => boolean {
  const kinds = new Map<string, 'root' | 'call'>()
  return (trace, kind) => {
    const taken = kinds.get(trace)
    if (taken === undefined) kinds.set(trace, kind)
    return taken === undefined || taken === kind
  }
}
