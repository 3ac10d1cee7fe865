import { expect } from 'vitest'

import type { Destination } from '../../../test/exporter.contract.js'
import { exporterContract } from '../../../test/exporter.contract.js'
import { FakeVictoriaMetrics } from '../../../test/fakes/victoria-metrics.js'
import type { Day } from '../../core/index.js'
import { Clock, endOf, startOf } from '../../core/index.js'
import type { Pace } from './pace.js'
import { VictoriaMetricsExporter } from './victoria-metrics.exporter.js'

const QUICK: Pace = {
  settleMs: 60,
  firstLookMs: 20,
  lookAgainMs: 10,
  giveUpMs: 150,
  betweenRewritesMs: 10,
}
const PASSWORD = 'pass word-7/é'

exporterContract('VictoriaMetrics (fake)', async (): Promise<Destination> => {
  const authorization = `Basic ${Buffer.from(`linky:${PASSWORD}`).toString('base64')}`
  const fake = await new FakeVictoriaMetrics({ authorization, prefix: '/vm' }).listen()
  const options = { url: fake.url, authentication: 'BASIC', username: 'linky', password: PASSWORD }
  const valueOf = (selector: string, day: Day) => {
    const values = fake
      .read(selector)
      .flatMap(({ samples }) => samples.filter(({ at }) => at >= startOf(day) && at < endOf(day)))
    return Promise.resolve(values.length > 0 ? values.reduce((sum, { value }) => sum + value, 0) : null)
  }
  return {
    exporter: new VictoriaMetricsExporter(new Clock(), QUICK),
    options,
    secrets: [PASSWORD],
    faults: [
      {
        name: 'password',
        options: { ...options, password: 'guess' },
        protocol: 'query',
        code: 'PEER_REFUSED',
      },
      {
        name: 'nobody there',
        options: { ...options, url: 'http://127.0.0.1:9' },
        protocol: 'query',
        code: 'PEER_UNREACHABLE',
      },
      {
        name: 'another path',
        options: { ...options, url: `${fake.url}/prometheus-of-another` },
        protocol: 'query',
        code: 'PEER_UNSUPPORTED',
      },
    ],
    state: () => Promise.resolve(fake.state()),
    dayWh: (pdl, direction, day) =>
      valueOf(
        `{__name__="linky_energy_wh",pdl="${pdl}",direction="${direction.toLowerCase()}",bucket="total",granularity="day"}`,
        day,
      ),
    bucketWh: async (pdl, bucket, day) => {
      const selector = `__name__="linky_energy_wh",pdl="${pdl}",direction="consumption",bucket="${bucket.toLowerCase()}"`
      const [ofDay, ofHours] = [
        await valueOf(`{${selector},granularity="day"}`, day),
        await valueOf(`{${selector},granularity="hour"}`, day),
      ]
      expect(ofHours).toBeCloseTo(ofDay ?? NaN, 2)
      return ofDay
    },
    dayEur: async (pdl, day) => {
      const selector = `__name__="linky_cost_euros",pdl="${pdl}",bucket="total"`
      const ofDay = await valueOf(`{${selector},granularity="day"}`, day)
      if (ofDay !== null) expect(await valueOf(`{${selector},granularity="hour"}`, day)).toBeCloseTo(ofDay, 6)
      return ofDay
    },
    received: () => fake.lines.map((payload) => ({ destination: '/vm/api/v1/import', payload })),
    dieAfter: (messages) => fake.dieAfter(messages),
    revive: async () => {
      await fake.close()
      await fake.listen()
    },
    swallow: (on) => {
      fake.swallows = on
    },
    stall: () => {
      fake.stalls = true
    },
    damage: () => fake.falsify('{__name__="linky_energy_wh",granularity="day"}', 1),
    close: () => fake.close(),
  }
})
