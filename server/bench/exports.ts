import './as-shipped.js'
import 'reflect-metadata'

import { parseArgs } from 'node:util'

import { Logger } from '@nestjs/common'

import { exporting } from './exporting.js'
import { openHouse } from './house.js'
import { tableOf } from './table.js'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
Logger.overrideLogger(['warn', 'error'])

const house = await openHouse()
// An interrupted house would leave its PostgreSQL running.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void house.close().finally(() => process.exit(130)))
try {
  const figures = await exporting(house)
  if (figures === null)
    process.stdout.write(
      'VictoriaMetrics: not run, this machine has none (npm run test:peers installs it).\n',
    )
  else process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : tableOf(figures)}\n`)
  process.stderr.write('Home Assistant: not run here; npm run test:peers tells its pace.\n')
} finally {
  await house.close()
}
