import { InputError } from '../../core/input-error.js'
import type { ScoredSample } from '../../core/scored-sample.js'
import type { Signature } from '../../core/signature.js'
import { recordedBadLine } from '../../files/bad-line-record.js'
import type { PartialFile } from '../../files/partial-file.js'
import { scoredRowReader } from '../../files/read-scored.js'

/** What an earlier run gave a sample. */
export type KeptScores = Pick<ScoredSample, 'scores' | 'signature'>

/**
 * The scores that an interrupted run left, sample by sample; lines without a sample, which are recorded there too, have none.
 *
 * @param onEnd Told when there are no more.
 */
export async function* keptScores(
  partial: PartialFile | undefined,
  onEnd: () => void,
): AsyncGenerator<KeptScores, void> {
  if (partial === undefined) return
  const scoresOfRow = await scoredRowReader()
  for await (const { text, where } of partial.kept()) {
    const row = parse(text, where)
    if (recordedBadLine(row) === undefined) yield scoresOfRow(row, where)
  }
  onEnd()
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new InputError(where, 'is damaged; remove the file to start again')
  }
}

/** @throws InputError when a run that is gone on with has another version of a dictionary than it began with. */
export function sameDictionaries(partial: PartialFile | undefined): (signature: Signature) => void {
  const versions = new Map<string, string>()
  const seen = new WeakSet<Signature>()
  return (signature) => {
    if (partial === undefined || seen.has(signature)) return
    seen.add(signature)
    for (const name of (signature.dictionaries ?? '').split(',')) {
      const [language = ''] = name.split(/[@#]/)
      const before = versions.get(language) ?? name
      versions.set(language, before)
      if (before === name) continue
      throw new InputError(
        partial.path,
        `was begun with dictionary ${before}, and this is ${name}; remove it to start again`,
      )
    }
  }
}
