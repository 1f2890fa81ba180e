// All real responses.
import './fasttext.test.js'
