export * from './balanced-subset.js'
export * from './evaluation-set.js'
export type { ModifiedPrompt, Prompt } from './prompt.js'
export * from './released-set.js'
