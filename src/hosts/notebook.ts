/**
 * Scores and reports in a notebook. Importing this module makes Deno's kernel display them by themselves.
 *
 * @module crosslingual/notebook
 */

import { DISPLAY, mimeBundle } from '../report/html/display.js'

export { display } from '../report/html/display.js'

/*
 * Scores and reports are plain JSON, and stay so: nothing is added to them. A kernel asks the value of a cell for a method called
 * `Symbol.for('Jupyter.display')`, and this, once imported, has every object answer: those that look like a score, a report or a list of them with the
 * method, any other with undefined, as without it. The one property is not enumerable, and a symbol: JSON, structuredClone and comparisons do not see it.
 */
Object.defineProperty(Object.prototype, DISPLAY, {
  configurable: true,
  get(this: unknown) {
    const bundle = mimeBundle(this)
    return bundle && (() => bundle)
  },
  // Objects with a display of their own go on as if nothing were here.
  set(this: object, value: unknown) {
    Object.defineProperty(this, DISPLAY, { configurable: true, enumerable: true, writable: true, value })
  },
})
