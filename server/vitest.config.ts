import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Far from Paris on purpose: the machine's own zone must never matter.
process.env.TZ = process.env.TEST_TZ ?? 'Pacific/Kiritimati'

// Most of a journey is waiting: two at once, on a machine of two cores too.
const maxWorkers = Math.max(2, availableParallelism() - 1)
const setupFiles = ['test/setup.ts']
// graphql ships twice, as CommonJS and as a module; Node gives Nest the first, so tests must take it too.
const resolve = { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] }

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
        resolve,
        test: {
          name: 'unit',
          include: ['src/**/*.spec.ts', 'simulator/**/*.spec.ts', 'test/*.spec.ts'],
          exclude: ['**/*.db.spec.ts'],
          setupFiles,
          ...patient,
        },
      },
      {
        resolve,
        test: {
          name: 'db',
          include: ['src/**/*.db.spec.ts', 'test/*.db.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          ...patient,
        },
      },
      {
        resolve,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.spec.ts'],
          globalSetup: ['test/database.ts'],
          setupFiles,
          ...patient,
          testTimeout: 300_000,
        },
      },
      {
        resolve,
        test: {
          name: 'peers',
          include: ['test/peers/**/*.spec.ts'],
          setupFiles,
          fileParallelism: false,
          ...patient,
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
