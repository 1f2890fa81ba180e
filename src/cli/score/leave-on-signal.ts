import type { PartialFile } from '../../files/partial-file.js'
import { tell } from '../output/tell.js'

/**
 * On Ctrl-C and the like what was scored is left to be gone on with, and the process ends by the signal.
 *
 * @param stop Called first.
 * @returns What takes the listeners off again.
 */
export function leaveOnSignal(opening: Promise<PartialFile>, stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const leave = (signal: NodeJS.Signals) => {
    stop()
    const end = () => {
      off()
      process.kill(process.pid, signal)
    }
    opening.then(leaveNote).then(end, end)
  }
  const off = () => {
    for (const signal of signals) process.off(signal, leave)
  }
  for (const signal of signals) process.on(signal, leave)
  return off
}

/** Lets go of a run that did not come to its end, and says how to go on with it. */
export async function leaveNote(partial: PartialFile | undefined): Promise<void> {
  if (partial === undefined || !(await partial.leave())) return
  tell(`crosslingual: ${partial.path} has what was scored; the same command with --resume goes on`)
}
