// 15,000 damaged dictionaries.
import './fuzz.test.js'
