import type { HunspellFactory } from 'hunspell-asm'
import { once } from '../../src/core/once.js'
import { assertHunspellFiles } from '../../src/engines/hunspell/hunspell-files.js'
import type { SpellerEngine } from '../../src/engines/speller.js'

/**
 * Hunspell 1.7 itself, in WebAssembly (`hunspell-asm`), built from sources between 1.7.0 and 1.7.1: what tests and benchmarks hold
 * our own speller to. It was in the product until its verdicts were ours word for word.
 */
export const hunspell: SpellerEngine = {
  name: 'hunspell-asm',
  load: async ({ aff, dic }, name) => {
    assertHunspellFiles(aff, dic, name)
    const factory = await loadFactory()
    const paths = [factory.mountBuffer(aff), factory.mountBuffer(dic)] as const
    try {
      const dictionary = factory.create(...paths)
      return { correct: (word) => dictionary.spell(word), dispose: () => dictionary.dispose() }
    } finally {
      for (const path of paths) factory.unmount(path) // Hunspell has read them; the copy would stay for good
    }
  },
}

const loadFactory = once(async (): Promise<HunspellFactory> => {
  const imported = await import('hunspell-asm')
  // CommonJS that says it is ESM: Node puts it all under `default`, loaders like tsx and bundlers do not.
  const { loadModule } = (imported as unknown as { default?: typeof import('hunspell-asm') }).default ?? imported
  // The module installs an `uncaughtException` listener that throws again, which changes how a host's process dies.
  const before = uncaughtListeners()
  const factory = await loadModule({ timeout: 30_000 })
  for (const listener of uncaughtListeners()) {
    if (!before.includes(listener)) process.off('uncaughtException', listener)
  }
  return factory
})

function uncaughtListeners(): NodeJS.UncaughtExceptionListener[] {
  return typeof process === 'undefined' ? [] : process.listeners('uncaughtException')
}
