// A thousand replications.
import './coverage.test.js'
