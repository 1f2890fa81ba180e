// 900 lines.
import './score-workers.test.js'
