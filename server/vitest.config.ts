import { defineConfig } from 'vitest/config'

// Far from Paris on purpose: the machine's own zone must never matter.
process.env.TZ = process.env.TEST_TZ ?? 'Pacific/Kiritimati'

const setupFiles = ['test/setup.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts', 'simulator/**/*.spec.ts', 'test/*.spec.ts'],
          exclude: ['**/*.db.spec.ts'],
          setupFiles,
        },
      },
      {
        test: {
          name: 'db',
          include: ['src/**/*.db.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
