import { areaOfColumn, column, type ChartView, type Tick } from '../../charts/chart'
import { roundScale, upright } from '../../charts/scale'
import { gaps, line, stairs } from '../../charts/shapes'
import type { TokenName } from '../../charts/tokens'
import type { Words } from '../../charts/words'
import { slotsOf, type CurveDay, type Slot } from './curve'

export interface Overlay {
  key: string
  name: string
  day: CurveDay
  color: TokenName
  dashed: boolean
}

export interface DayInput {
  day: CurveDay
  name: string
  color: TokenName
  overlays: readonly Overlay[]
}

/** Another day on the wall clock of this one: hours that happen twice or never find their like. */
export function aligned(slots: readonly Slot[], other: readonly Slot[]): (number | null)[] {
  const byClock = new Map<string, number | null>()
  const seen = new Map<number, number>()
  for (const { minutes, watts } of other) {
    const turn = seen.get(minutes) ?? 0
    seen.set(minutes, turn + 1)
    byClock.set(`${minutes} ${turn}`, watts)
  }
  seen.clear()
  return slots.map(({ minutes }) => {
    const turn = seen.get(minutes) ?? 0
    seen.set(minutes, turn + 1)
    return byClock.get(`${minutes} ${turn}`) ?? byClock.get(`${minutes} 0`) ?? null
  })
}

/** Round hours at their own slot, as close as there is room for; 24 h closes the day. */
export function hourTicks(
  slots: readonly Slot[],
  [from, to]: [number, number],
  room: number,
  clock: (minutes: number) => string,
): Tick[] {
  const marks = slots.flatMap(({ minutes }, index) =>
    index >= from && index <= to && slots.findIndex((slot) => slot.minutes === minutes) === index
      ? [{ value: index, minutes }]
      : [],
  )
  const end = to >= slots.length ? [{ value: slots.length, minutes: 1440 }] : []
  const all = [...marks, ...end]
  const every = [30, 60, 120, 180, 360, 720].find(
    (step) => all.filter(({ minutes }) => minutes % step === 0).length <= room,
  )
  return all
    .filter(({ minutes }) => minutes % (every ?? 1440) === 0)
    .map(({ value, minutes }) => ({ value, label: clock(minutes) }))
}

export function dayView(input: DayInput, { t, format }: Words): ChartView {
  const slots = slotsOf(input.day, () => 'total')
  const watts = slots.map((slot) => slot.watts)
  const overlays = input.overlays.map((overlay) => ({
    ...overlay,
    watts: aligned(
      slots,
      slotsOf(overlay.day, () => 'total'),
    ),
  }))
  const highest = Math.max(
    0,
    ...[watts, ...overlays.map((one) => one.watts)].flat().map((value) => value ?? 0),
  )
  const kilo = highest >= 1000
  const unit = (value: number | null) => (value === null ? null : kilo ? value / 1000 : value)
  const scaled = unit(highest) ?? 0
  const { top } = roundScale(scaled)
  const power = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.missing') : format.watts(value)
  const peak = slots.reduce<Slot | null>(
    (best, slot) => (slot.watts !== null && slot.watts > (best?.watts ?? -1) ? slot : best),
    null,
  )
  const all = [{ key: 'main', name: input.name, color: input.color, dashed: false, watts }, ...overlays]
  return {
    x: {
      min: 0,
      max: slots.length,
      ticks: (from, to, room) => hourTicks(slots, [from, to], room, format.clock),
    },
    y: upright(scaled, kilo ? 'kW' : 'W', format.number),
    series: (tokens, hidden) => [
      gaps(
        watts.map((value) => value === null),
        top,
        tokens,
      ),
      ...overlays
        .filter(({ key }) => !hidden.has(key))
        .map((one) =>
          line(stairs(one.watts.map(unit)), {
            color: tokens[one.color],
            width: 1.4,
            dashed: one.dashed,
            z: 2,
          }),
        ),
      line(stairs(watts.map(unit)), { color: tokens[input.color], width: 2, area: true, z: 4 }),
    ],
    count: slots.length,
    locate: (x) => column(x, slots.length),
    area: (index) => areaOfColumn(index, top),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => ({
      title: format.clock(slots[index]?.minutes ?? 0),
      rows: all.map((one) => ({
        name: one.name,
        value: power(one.watts[index]),
        mark: { kind: one.dashed ? 'dash' : 'line', color: one.color },
      })),
    }),
    legend: all.map(({ key, name, color, dashed }) => ({
      key,
      name,
      mark: { kind: dashed ? 'dash' : 'line', color },
      hides: key !== 'main',
    })),
    table: {
      columns: [t('consumption.day.hour'), ...all.map(({ name }) => `${name} (W)`)],
      rows: slots.map(({ minutes }, index) => ({
        cells: [format.clock(minutes), ...all.map((one) => power(one.watts[index]))],
        raw: [format.clock(minutes), ...all.map((one) => one.watts[index] ?? null)],
      })),
    },
    summary: t('consumption.day.summary', {
      energy: format.kwh(input.day.energyWh),
      day: format.day(input.day.date, 'full'),
      power: power(peak?.watts),
      time: format.clock(peak?.minutes ?? 0),
    }),
  }
}
