import { answerOfFetch } from './answer-of-fetch.js'
import type { RawFetch } from './patient-fetch.js'

/** A page has a fetch, and no other way. This stands in the place of patient-fetch.ts in the build for browsers. */
export async function patientFetch(): Promise<RawFetch> {
  return answerOfFetch((url, init) => fetch(url, init))
}
