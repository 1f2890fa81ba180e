// 20,000 words a language, and all words of real responses.
import './same-verdicts.test.js'
