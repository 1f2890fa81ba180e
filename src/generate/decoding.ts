import type { Decoding } from './generator.js'

/**
 * The decodings of arXiv 2402.14778, all greedy: `paper` as its text has it (repetition penalty 1.1, 512 new tokens), `released` as the published
 * configurations have it (1.2), and `greedy` without a penalty.
 */
export const decodings = {
  paper: { repetitionPenalty: 1.1, maxTokens: 512 },
  released: { repetitionPenalty: 1.2, maxTokens: 512 },
  greedy: { repetitionPenalty: 1, maxTokens: 512 },
} as const satisfies Record<string, Decoding>
