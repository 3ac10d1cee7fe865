import { parseArgs } from 'node:util'

import { parseInstant } from '../src/core/index.js'
import { PDL, startSimulator } from './index.js'
import type { SimulatorOptions } from './index.js'

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    /** ISO 8601 with an offset; left out: the machine's time. The clock runs from there. */
    now: { type: 'string' },
    frozen: { type: 'boolean', default: false },
    seed: { type: 'string' },
    latency: { type: 'string', default: '60' },
    throttle: { type: 'boolean', default: false },
    /** Canonical files of a household to show, moved to end yesterday, instead of the invented ones. */
    curve: { type: 'string' },
    daily: { type: 'string' },
    'production-curve': { type: 'string' },
    'production-daily': { type: 'string' },
  },
})

const simulator = await startSimulator({
  port: Number(flags.port),
  now: flags.now === undefined ? 'real' : parseInstant(flags.now),
  frozen: flags.frozen,
  seed: flags.seed === undefined ? undefined : Number(flags.seed),
  enedisLatencyMs: Number(flags.latency),
  throttle: flags.throttle,
  households: householdsOfFiles(),
})

const { url, clientId, secret: clientSecret } = simulator
process.stdout.write(`${JSON.stringify({ url, clientId, clientSecret })}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void stop()
  })
}
// Whoever started us with a channel is gone: so are we.
if (process.channel) process.once('disconnect', () => void stop())

async function stop(): Promise<void> {
  await simulator.stop()
  if (process.channel) process.disconnect()
}

function householdsOfFiles(): SimulatorOptions['households'] {
  if (flags.curve === undefined) return undefined
  return [
    {
      pdl: PDL.base,
      name: 'Maison',
      subscribedPowerKva: 9,
      file: {
        consumptionCurve: flags.curve,
        consumptionDaily: flags.daily,
        productionCurve: flags['production-curve'],
        productionDaily: flags['production-daily'],
        dates: 'recent',
      },
    },
  ]
}
