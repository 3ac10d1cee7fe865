import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Far from Paris on purpose: the machine's own zone must never matter.
process.env.TZ = process.env.TEST_TZ ?? 'Pacific/Kiritimati'

const setupFiles = ['test/setup.ts']
// graphql ships twice, as CommonJS and as a module; Node gives Nest the first, so tests must take it too.
const resolve = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts', 'simulator/**/*.spec.ts', 'test/*.spec.ts'],
          exclude: ['**/*.db.spec.ts'],
          setupFiles,
        },
      },
      {
        resolve,
        test: {
          name: 'db',
          include: ['src/**/*.db.spec.ts', 'test/*.db.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'peers',
          include: ['test/peers/**/*.spec.ts'],
          setupFiles,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
