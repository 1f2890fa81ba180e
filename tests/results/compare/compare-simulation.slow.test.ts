// A thousand runs.
import './compare-simulation.test.js'
