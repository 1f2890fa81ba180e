/** Over which tokens a server's repetition penalty acts. `window`: the last ones only. */
export type PenaltyScope = 'prompt+output' | 'output' | 'window' | 'ignored'

/** What a generator's penalty really does. */
export interface PreflightResult {
  /** Which tokens it acts on. `unknown`: the answers of the model do not tell. `own`: the server has a penalty of its own where none is wanted. */
  scope: PenaltyScope | 'unknown' | 'own'
  /** For a window: how many tokens it holds, about, where it can be told. */
  window?: number
  /** The first part of the answers that show it: without a penalty, and with the one named. */
  evidence: { without: string; with: string; penalty: number }
}
