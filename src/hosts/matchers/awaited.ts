/** What of a test's state says which test it is, and lets something run at its end. */
export interface RunningTest {
  /** Vitest's task. Jest has none: there an assertion that nobody awaits ends the run where it fails, and is not seen where it holds. */
  task?: { context: { onTestFinished(check: () => Promise<void>): void } }
}

/** The assertions of the tests that are running. */
const open = new Map<unknown, Assertion<unknown>[]>()

/**
 * What a matcher gives back, so that an assertion that nobody awaits fails its test instead of passing in silence. Test runners call `then` on it
 * and give the result to the test, so it is the result of `then` that the test has to await.
 */
export function mustBeAwaited<T>(matcher: string, { task }: RunningTest, given: Promise<T>): Promise<T> {
  if (task === undefined) return given
  if (!open.has(task)) {
    open.set(task, [])
    task.context.onTestFinished(() => assertAwaited(task))
  }
  return new MatcherCall<T>(matcher, open.get(task) as Assertion<unknown>[], given)
}

/**
 * @throws Error naming the matchers that the test did not await.
 */
async function assertAwaited(test: unknown): Promise<void> {
  const assertions = open.get(test) ?? []
  open.delete(test)
  await Promise.allSettled(assertions.map(({ settled }) => settled))
  const dropped = new Set(assertions.filter(({ awaited }) => !awaited).map(({ matcher }) => matcher))
  if (dropped.size > 0) {
    const names = [...dropped].join(', ')
    throw new Error(`${names}: not awaited, so that the test would pass whatever the score; write \`await expect(…)\``)
  }
}

/** A promise of the value of `given`, of a class of its own: `await` calls `then` of such a one. */
abstract class Own<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  constructor(given: Promise<T>) {
    super((resolve, reject) => given.then(resolve, reject))
  }
}

class MatcherCall<T> extends Own<T> {
  constructor(
    private readonly matcher: string,
    private readonly assertions: Assertion<unknown>[],
    given: Promise<T>,
  ) {
    super(given)
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise whose `then` is heard
  override then<A, B>(...handlers: Parameters<Promise<T>['then']>): Promise<A | B> {
    const assertion = new Assertion(this.matcher, super.then(...handlers) as Promise<A | B>)
    this.assertions.push(assertion)
    return assertion
  }
}

class Assertion<T> extends Own<T> {
  awaited = false
  readonly settled: Promise<unknown>

  constructor(
    readonly matcher: string,
    given: Promise<T>,
  ) {
    super(given)
    this.settled = super.then(
      () => undefined,
      () => undefined, // whether it failed is for who awaits it
    )
  }

  // biome-ignore lint/suspicious/noThenProperty: a promise whose `then` is heard
  override then<A, B>(...handlers: Parameters<Promise<T>['then']>): Promise<A | B> {
    this.awaited = true
    return super.then(...handlers) as Promise<A | B>
  }
}
