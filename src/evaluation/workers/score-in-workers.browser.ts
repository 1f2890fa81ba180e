/** Threads are Node's here. In the build for browsers this stands in the place of score-in-workers.ts and says so. */
export function scoreInWorkers(): never {
  throw new TypeError('workers need Node; leave { workers } out in a browser')
}
