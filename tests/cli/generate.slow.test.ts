// Killed at ten moments.
import './generate.test.js'
