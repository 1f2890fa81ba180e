// From 100 kB to 1 MB, of the checks from 10 kB to the 100 kB that they are given: about two minutes of processor time.
import './growth.test.js'
