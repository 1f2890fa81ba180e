// Thousands of runs.
import './corrected-mean.test.js'
