import { areaOfColumn, column, type ChartView } from '../../charts/chart'
import { roundScale, upright } from '../../charts/scale'
import { gaps, rectangles } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { parisMinutes } from '../../format/paris'
import type { CostSlotsQuery } from '../../graphql/generated/graphql'
import { hourTicks } from '../consumption/dayView'
import { ruleParts } from '../contract/priceSteps'
import { bucketName, lookOf, stacked } from '../tariffs/buckets'
import { markOf } from './costBars'

export type CostDay = CostSlotsQuery['loadCurve']['days'][number]
type Band = CostDay['bands'][number]

export interface CostSlot {
  minutes: number
  energyWh: number | null
  eur: number | null
  /** Price steps the slot goes through, in order; more than one when a range ends inside it. */
  bands: readonly Band[]
}

export function costSlots(day: CostDay): CostSlot[] {
  const length = day.stepMinutes * 60_000
  const first = Date.parse(day.start)
  return day.watts.map((watts, index) => {
    const [start, end] = [first + index * length, first + (index + 1) * length]
    return {
      minutes: parisMinutes(start),
      energyWh: watts === null ? null : (watts * day.stepMinutes) / 60,
      eur: day.costsEur[index] ?? null,
      bands: day.bands.filter(({ from, to }) => Date.parse(from) < end && Date.parse(to) > start),
    }
  })
}

/** What decided of a price, in the reader's words. */
export function ruleText(rule: string, words: Words): string {
  const parts = ruleParts(rule)
  if (!parts) return rule
  const offer = parts.offer === 'own prices' ? words.t('costs.slots.own') : parts.offer
  return parts.since
    ? words.t('costs.slots.rule', { offer, day: words.format.day(parts.since, 'date') })
    : offer
}

/** € of each slot, in the colour of its bucket, with the rule behind it. */
export function daySlots(day: CostDay, words: Words): ChartView {
  const { t, format } = words
  const slots = costSlots(day)
  const cents = slots.map(({ eur }) => (eur === null ? null : eur * 100))
  const highest = Math.max(0, ...cents.map((value) => value ?? 0))
  const { top } = roundScale(highest)
  const money = (eur: number | null | undefined) =>
    eur === null || eur === undefined ? t('charts.missing') : format.price4(eur)
  const codes = stacked(day.bands.map(({ bucket }) => bucket))
  const code = (slot: CostSlot) => slot.bands[0]?.bucket ?? ''
  const names = (slot: CostSlot) =>
    slot.bands.map(({ bucket }) => bucketName(bucket, words, 'long')).join(' + ')
  const prices = (slot: CostSlot) =>
    slot.bands
      .map(({ eurPerKwh }) => (eurPerKwh === null ? t('costs.unpriced') : format.price(eurPerKwh)))
      .join(' + ')
  const rules = (slot: CostSlot) =>
    [...new Set(slot.bands.map(({ rule }) => ruleText(rule, words)))].join(' + ')
  const total = cents.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 100
  return {
    x: {
      min: 0,
      max: slots.length,
      ticks: (from, to, room) =>
        hourTicks(
          slots.map(({ minutes }) => ({ minutes, watts: null, bucket: 'total' as const })),
          [from, to],
          room,
          format.clock,
        ),
    },
    y: upright(highest, t('costs.slots.cents'), format.number),
    series: (tokens, hidden) => [
      gaps(
        cents.map((value) => value === null),
        top,
        tokens,
      ),
      rectangles(
        slots.flatMap((slot, index) => {
          const value = cents[index] ?? null
          const look = lookOf(code(slot))
          return value === null || hidden.has(code(slot))
            ? []
            : [
                {
                  x0: index,
                  x1: index + 1,
                  y0: 0,
                  y1: value,
                  fill: look.hatched ? tokens.hatch : tokens[look.color],
                  edge: look.edge && tokens[look.edge],
                  radius: 1.5,
                  space: 1.5,
                },
              ]
        }),
      ),
    ],
    count: slots.length,
    locate: (x) => column(x, slots.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const slot = slots[index]
      if (!slot) return { title: '', rows: [] }
      const look = lookOf(code(slot))
      return {
        title: format.clock(slot.minutes),
        rows: [
          {
            name: names(slot),
            value: money(slot.eur),
            mark: markOf({ color: look.color, hatched: look.hatched ?? false }),
          },
          {
            name: t('costs.slots.energy'),
            value: slot.energyWh === null ? t('charts.missing') : format.wh(slot.energyWh),
          },
          { name: t('costs.slots.price'), value: prices(slot) },
          { name: t('costs.slots.decided'), value: rules(slot) },
        ],
      }
    },
    legend: codes.map((one) => ({
      key: one,
      name: bucketName(one, words),
      mark: markOf({ hatched: false, ...lookOf(one) }),
      hides: codes.length > 1,
    })),
    table: {
      columns: [
        t('consumption.day.hour'),
        t('costs.slots.bucket'),
        t('costs.slots.energy'),
        t('costs.slots.price'),
        t('costs.slots.amount'),
        t('costs.slots.decided'),
      ],
      rows: slots.map((slot) => ({
        cells: [
          format.clock(slot.minutes),
          names(slot),
          slot.energyWh === null ? t('charts.missing') : format.wh(slot.energyWh),
          prices(slot),
          money(slot.eur),
          rules(slot),
        ],
        raw: [
          format.clock(slot.minutes),
          slot.bands.map(({ bucket }) => bucket).join(' + '),
          slot.energyWh === null ? null : slot.energyWh / 1000,
          slot.bands[0]?.eurPerKwh ?? null,
          slot.eur,
          rules(slot),
        ],
      })),
    },
    summary: t('costs.slots.summary', { day: format.day(day.date, 'full'), money: format.euros(total) }),
  }
}
