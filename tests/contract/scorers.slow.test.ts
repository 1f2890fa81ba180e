// 1 MB of each hostile text, a hundred samples a scorer.
import './scorers.test.js'
