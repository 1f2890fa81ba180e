/**
 * Responses from a server or from a model in this process, with the decoding that was asked for.
 *
 * @module crosslingual/generate
 */

export { type DetectedServer, type DetectServerOptions, detectServer, type ServerKind } from './detect-server.js'
export { type EmbeddedGeneratorOptions, embeddedGenerator } from './embedded-generator.js'
export { type GeneratedSample, type GenerateOptions, generate } from './generate.js'
export type { Decoding, Generation, Generator } from './generator.js'
export { decodings } from './generator.js'
export type { PenaltyScope, PreflightResult } from './penalty-scope.js'
export { preflight } from './preflight.js'
export { requireExact } from './require-exact.js'
export { type ServerGenerator, type ServerGeneratorOptions, serverGenerator } from './server-generator.js'
