import './as-shipped.js'
import 'reflect-metadata'

import { parseArgs } from 'node:util'

import { Logger } from '@nestjs/common'

import { downloading } from './downloading.js'
import { findingGaps } from './finding-gaps.js'
import type { House } from './house.js'
import { openHouse } from './house.js'
import { importing } from './importing.js'
import type { Figure } from './measure.js'
import { memory } from './memory.js'
import { merging } from './merging.js'
import { pricing } from './pricing.js'
import { reading } from './reading.js'
import { starting } from './starting.js'
import { tableOf } from './table.js'

/** Inside one house, in this order: merging empties its tables. */
const inHouse: Readonly<Record<string, (house: House) => Promise<Figure[]>>> = {
  merging,
  importing,
  reading,
  pricing,
  downloading,
  gaps: async (house) => [await findingGaps(house)],
}
/** Each with processes of its own. */
const alone: Readonly<Record<string, () => Promise<Figure[]>>> = { starting, memory }
const names = [...Object.keys(inHouse), ...Object.keys(alone)]

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const chosen = positionals.length > 0 ? names.filter((name) => positionals.includes(name)) : names
const figures: Figure[] = []
Logger.overrideLogger(['warn', 'error'])

const house = chosen.some((name) => name in inHouse) ? await openHouse() : null
// An interrupted house would leave its PostgreSQL running.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void house?.close().finally(() => process.exit(130)))
for (const name of chosen) {
  process.stderr.write(`${name}…\n`)
  try {
    const measure = house && inHouse[name]
    figures.push(...(measure ? await measure(house) : ((await alone[name]?.()) ?? [])))
  } catch (error) {
    process.stderr.write(
      `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
  }
}
await house?.close()

process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : tableOf(figures)}\n`)
