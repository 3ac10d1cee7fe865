import { availableParallelism } from 'node:os'

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// Far from Paris on purpose: the machine's own zone must never matter.
process.env.TZ = 'America/New_York'

// Each story has its own product: two at once, on a machine of two cores too.
const maxWorkers = Math.max(2, availableParallelism() - 1)
// Limits only end what hangs: a slow machine is no failure. In CI, what real processes did once is tried again, and reported so.
const patient = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  retry: process.env.CI === undefined ? 0 : 1,
  expect: { poll: { timeout: 60_000 } },
}

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['src/**/*.spec.ts', 'build/*.spec.ts'],
          ...patient,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/*.spec.ts'],
          ...patient,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
