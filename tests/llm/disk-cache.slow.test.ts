// 500 calls.
import './disk-cache.test.js'
