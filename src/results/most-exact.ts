import { MOST_MARKS } from '../statistics/distinct-marks.js'

/** Prompts are counted exactly below it. In a file of its own: what prints a report needs no statistics. */
export const MOST_EXACT = MOST_MARKS
