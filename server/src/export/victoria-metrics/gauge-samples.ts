import type { Day } from '../../core/index.js'
import { addDays, dayOf, endOf } from '../../core/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { ExportSource } from '../export-source.js'
import { slugOf } from '../priced-days.js'
import { GAUGES, REFERENCE_GAUGES } from './gauges.js'
import type { Gauge, SeriesId } from './series.js'

export interface GaugeValue {
  readonly series: SeriesId
  readonly value: number
}

const AHEAD = ['tomorrow', 'in_2_days', 'in_3_days']

/** What is true now: one value for each gauge that is known. Source: what is held; nothing is guessed. */
export async function gaugeValues(source: ExportSource, withReferenceNames: boolean): Promise<GaugeValue[]> {
  const meters = await source.meters()
  const ofMeters = await Promise.all(
    meters.map((meter) => ofMeter(source, meter.pdl, meter.subscribedPowerKva)),
  )
  const counts = await source.tempoCounts()
  return [
    ...ofMeters.flat(),
    ...counts.flatMap(({ color, used, left, quota }) => {
      const of = { color: color.toLowerCase() }
      return [
        aGauge(GAUGES.tempoDays, { ...of, kind: 'used' }, used),
        aGauge(GAUGES.tempoDays, { ...of, kind: 'left' }, left),
        ...(withReferenceNames
          ? [
              aGauge(REFERENCE_GAUGES.total, { color }, quota),
              aGauge(REFERENCE_GAUGES.remaining, { color }, left),
            ]
          : []),
      ]
    }),
    ...(await ecowattAhead(source)),
  ]
}

async function ofMeter(source: ExportSource, pdl: string, powerKva: number | null): Promise<GaugeValue[]> {
  const { lastCompleteDay, cachedCallsUsed, freshCallsUsed } = await source.status(pdl)
  return [
    ...(powerKva === null ? [] : [aGauge(GAUGES.subscribedPower, { pdl }, powerKva * 1000)]),
    ...(lastCompleteDay === null ? [] : [aGauge(GAUGES.lastData, { pdl }, endOf(lastCompleteDay) / 1000)]),
    aGauge(GAUGES.quota, { pdl, counter: 'cached' }, cachedCallsUsed),
    aGauge(GAUGES.quota, { pdl, counter: 'fresh' }, freshCallsUsed),
    ...(await pricesOf(source, pdl)),
  ]
}

async function pricesOf(source: ExportSource, pdl: string): Promise<GaugeValue[]> {
  const prices = await source.prices(pdl)
  const now = prices?.now?.perKwh ?? null
  return [
    ...(now === null ? [] : [aGauge(GAUGES.price, { pdl, bucket: 'now' }, eurOf(now))]),
    ...(prices?.buckets ?? []).map(({ bucket, perKwh }) =>
      aGauge(GAUGES.price, { pdl, bucket: slugOf(bucket) }, eurOf(perKwh)),
    ),
  ]
}

async function ecowattAhead(source: ExportSource): Promise<GaugeValue[]> {
  const today = dayOf(source.now)
  const days = AHEAD.map((_, index): Day => addDays(today, index + 1))
  const known = await source.ecowatt({ from: addDays(today, 1), to: addDays(today, 1 + AHEAD.length) })
  return known.map(({ day, level }) =>
    aGauge(GAUGES.ecowatt, { day: AHEAD[days.indexOf(day)] ?? day }, level),
  )
}

function aGauge({ name }: Gauge, labels: Record<string, string>, value: number): GaugeValue {
  return { series: { name, labels }, value }
}
