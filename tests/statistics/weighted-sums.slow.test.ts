// Ten million values.
import './weighted-sums.test.js'
