// Any scores, more of them.
import './json.test.js'
