// A thousand samples.
import './faults.test.js'
