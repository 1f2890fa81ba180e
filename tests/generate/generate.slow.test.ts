// All prompts to a server that fails in between.
import './generate.test.js'
