// Three hundred texts a modifier.
import './laws.test.js'
