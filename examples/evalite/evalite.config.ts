import { defineConfig } from 'evalite/config'
import { createInMemoryStorage } from 'evalite/in-memory-storage'

// Without it, evalite keeps past runs in SQLite.
export default defineConfig({ storage: () => createInMemoryStorage() })
