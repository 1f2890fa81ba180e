/**
 * Chat clients for judges, and caches of their answers.
 *
 * @module crosslingual/llm
 */

export type { Usage } from '../core/usage.js'
export * from './ai-sdk.js'
export * from './cache.js'
export * from './chat-client.js'
export * from './chat-function.js'
export * from './disk-cache.js'
export * from './embedded.js'
export * from './metered.js'
export * from './openai.js'
export type { CallLimits } from './patient-calls.js'
