// Twenty samples.
import './embedded-judges.test.js'
