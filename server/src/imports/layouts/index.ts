import type { Layout } from '../table.js'
import { daily } from './daily.js'
import { edfDaily, edfIndex } from './edf.js'
import { edfCurve } from './edf-curve.js'
import { edfMonthly } from './edf-monthly.js'
import { enedisCurve } from './enedis-curve.js'
import { enedisCalendar, enedisIndex } from './enedis-index.js'
import { enedisMaxPower } from './enedis-max-power.js'
import { linkyLocal } from './linky-local.js'
import { slots } from './slots.js'

/** Every layout of a table of text or of a sheet. A new one is one file and one line. */
export const layouts: readonly Layout[] = [
  enedisMaxPower,
  enedisCurve,
  enedisIndex,
  enedisCalendar,
  edfCurve,
  edfDaily,
  edfMonthly,
  edfIndex,
  slots,
  daily,
  linkyLocal,
]
