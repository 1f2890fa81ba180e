import type { Scale, ScorerTraits } from './scorer.js'
import type { Signature } from './signature.js'

/** The entry of a run's signature that says which of its metrics are binary and which graded: what is reported from written scores is told by it too. */
export function scalesEntry(scorers: readonly (Pick<ScorerTraits, 'scale'> & { name: string })[]): Signature {
  const said = scorers.flatMap(({ name, scale }) =>
    scale === undefined ? [] : [`${encodeURIComponent(name)}=${scale}`],
  )
  return said.length === 0 ? {} : { scales: said.sort().join(',') }
}

/** What a signature says of the scale of a metric; null where it says nothing. */
export function scaleIn({ scales = '' }: Signature, metric: string): Scale | null {
  const said = scales.split(',').find((entry) => entry.startsWith(`${encodeURIComponent(metric)}=`))
  const scale = said?.slice(said.indexOf('=') + 1)
  return scale === 'binary' || scale === 'graded' ? scale : null
}
