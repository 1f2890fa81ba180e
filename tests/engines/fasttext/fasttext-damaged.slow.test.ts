// 10,000 damaged files.
import './fasttext-damaged.test.js'
