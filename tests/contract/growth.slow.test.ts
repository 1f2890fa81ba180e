// From 20 kB to 200 kB.
import './growth.test.js'
