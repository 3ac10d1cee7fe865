import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

// Far from Paris on purpose: the machine's own zone must never matter.
process.env.TZ = 'America/New_York'

// Limits only end what hangs: a slow machine is no failure.
const patient = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } }

export default defineConfig({
  test: {
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
          fileParallelism: false,
          ...patient,
          testTimeout: 180_000,
        },
      },
    ],
  },
})
