// Each sample as it is done, saved before the next one; and a run that is stopped half-way.
import { evaluate, languageCorrectness } from 'crosslingual'

const stop = new AbortController()
const samples = Array.from({ length: 10 }, (_, id) => ({ id, output: 'Le train part.', language: 'fr' }))
const saved: number[] = []

await evaluate(samples, {
  scorers: [languageCorrectness()],
  signal: stop.signal,
  async onSample({ sample }, done) {
    await Promise.resolve(saved.push(sample.id)) // a database
    if (done === 3) stop.abort(new Error('enough'))
  },
}).catch((error: Error) => console.log(error.message, saved))
// enough [ 0, 1, 2 ]
