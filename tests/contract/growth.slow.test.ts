// From 100 kB to 1 MB.
import './growth.test.js'
