// A process that holds a PostgreSQL of its own: node postgres-process.mjs <folder>. Prints what it got, ends on SIGTERM.
import { fileURLToPath } from 'node:url'

import { runnerImport } from 'vite'

const source = fileURLToPath(new URL('../../src/core/database/embedded-postgres.ts', import.meta.url))
const { module } = await runnerImport(source, { configFile: false, logLevel: 'silent' })
try {
  const postgres = await module.startEmbeddedPostgres({ folder: process.argv[2] })
  const { address, folder, adopted } = postgres
  setInterval(() => undefined, 60_000)
  // Before it tells anybody: whoever knows may end it at once.
  process.on('SIGTERM', () => void postgres.stop().then(() => process.exit(0)))
  process.send({ address, folder, adopted })
} catch (error) {
  process.send({ error: error.message })
  process.exit(1)
}
