// All signals, numbers of workers and places.
import './score-resume.test.js'
