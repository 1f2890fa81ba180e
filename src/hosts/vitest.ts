/**
 * Matchers for Vitest. Importing this module adds them to `expect`.
 *
 * @module crosslingual/vitest
 */

import { expect } from 'vitest'
import type { CrosslingualMatchers } from './matchers/matcher-types.js'
import { matchers } from './matchers/matchers.js'

export type { CrosslingualMatchers } from './matchers/matcher-types.js'
export type { ToFulfillModifierOptions } from './matchers/matchers.js'
export { matchers }

// Assertion and not Matchers: the latter would also promise `expect.toBeInLanguage(…)` inside another matcher, where nothing can be awaited.
declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration of vitest, to which this one adds, has it.
  interface Assertion<T = any> extends CrosslingualMatchers {}
}

expect.extend(matchers)
