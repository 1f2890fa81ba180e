/**
 * Matchers for Jest. Importing this module adds them to `expect`.
 *
 * @module crosslingual/jest
 */

import { expect } from '@jest/globals'
import type { CrosslingualMatchers } from './matchers/matcher-types.js'
import { matchers } from './matchers/matchers.js'

export type { CrosslingualMatchers } from './matchers/matcher-types.js'
export type { ToFulfillModifierOptions } from './matchers/matchers.js'
export { matchers }

// `expect` of @jest/globals, and below it the global one as @types/jest has it.
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends CrosslingualMatchers {}
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: the declaration of @types/jest, to which this one adds, has it.
    interface Matchers<R, T = {}> extends CrosslingualMatchers {}
  }
}

expect.extend(matchers)
