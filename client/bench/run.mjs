// npm run bench:client: the pages' figures, on the built product and a real Chromium.
import { runnerImport } from 'vite'

const { module } = await runnerImport('./bench/main.ts', { configFile: false, logLevel: 'error' })
await module.main()
