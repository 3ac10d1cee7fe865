// The product as a process of its own, from its sources: node start-process.mjs, settings in the environment.
import { fileURLToPath } from 'node:url'

import { runnerImport } from 'vite'

const source = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
await runnerImport(source, { configFile: false, logLevel: 'silent' })
