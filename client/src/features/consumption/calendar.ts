import type { ChartView, LegendEntry, Tick } from '../../charts/chart'
import { ends, shadeOf } from '../../charts/ramp'
import { line, rectangles } from '../../charts/shapes'
import type { TokenName, Tokens } from '../../charts/tokens'
import type { Words } from '../../charts/words'
import { addDays } from '../../format/paris'
import type { DayState, QualityDaysQuery, StepFieldsFragment } from '../../graphql/generated/graphql'
import { borders, repairable, WEEK } from './calendarDays'

export type QualityDay = QualityDaysQuery['coverage'][number]
export type CalendarMode = 'energy' | 'quality'

const qualityColors: Partial<Record<DayState, TokenName>> = { HELD: 'seq-3', PARTIAL: 'hp' }

export interface CalendarInput {
  points: readonly StepFieldsFragment[]
  quality: readonly QualityDay[]
  mode: CalendarMode
}

export function calendarView({ points, quality, mode }: CalendarInput, { t, format }: Words): ChartView {
  const days = points.map(({ from }) => from)
  const states = new Map(quality.map((day) => [day.date, day]))
  const kwh = points.map(({ energyWh }) => (energyWh === null ? null : energyWh / 1000))
  const { low, high } = ends(kwh) ?? { low: 0, high: 0 }
  const weeks = Math.max(1, Math.ceil(days.length / WEEK))
  const area = (index: number) => {
    const [week, row] = [Math.floor(index / WEEK), index % WEEK]
    return { x0: week, x1: week + 1, y0: row, y1: row + 1 }
  }
  const outside = (index: number) =>
    (states.get(days[index] ?? '')?.state ?? 'HELD') === 'OUTSIDE' || points[index]?.coverage.expected === 0
  const state = (index: number) => states.get(days[index] ?? '')?.state ?? 'WANTED'
  function fill(index: number, tokens: Tokens) {
    if (mode === 'quality') {
      const color = qualityColors[state(index)]
      return color ? tokens[color] : tokens.hatch
    }
    const value = kwh[index] ?? null
    return value === null ? tokens.hatch : tokens[shadeOf(value, low, high)]
  }
  const months: Tick[] = days.flatMap((day, index) =>
    day.endsWith('-01')
      ? [{ value: Math.floor(index / WEEK) + 0.5, label: format.day(day, 'monthOnly') }]
      : [],
  )
  const missing = kwh.filter((value, index) => value === null && !outside(index)).length
  const known = kwh.filter((value) => value !== null).length
  const energy = (index: number) => {
    const value = kwh[index] ?? null
    return value === null ? t('charts.missing') : format.kwh(value * 1000)
  }
  const hatch: LegendEntry = {
    key: 'gap',
    name: t('charts.noData'),
    mark: { kind: 'hatch', color: 'missing' },
  }
  return {
    x: {
      min: 0,
      max: weeks,
      above: true,
      ticks: (_from, _to, room) =>
        months.filter((_, index) => index % (room >= 13 ? 1 : room >= 7 ? 2 : 3) === 0),
    },
    y: {
      min: 0,
      max: WEEK,
      inverse: true,
      ticks: () =>
        Array.from({ length: WEEK }, (_, row) => ({
          value: row + 0.5,
          label: format.weekday(addDays('2024-01-01', row), 'narrow').toUpperCase(),
        })),
    },
    series: (tokens) => [
      rectangles(
        days.flatMap((_, index) =>
          outside(index) ? [] : [{ ...area(index), fill: fill(index, tokens), radius: 4, space: 3 }],
        ),
      ),
      ...borders(days, outside).map((path) => line(path, { color: tokens.control, width: 1, z: 4 })),
    ],
    count: days.length,
    locate: (x, y) => {
      const index = Math.floor(x) * WEEK + Math.floor(y)
      return y >= 0 && y < WEEK && index >= 0 && index < days.length && !outside(index) ? index : null
    },
    area,
    strides: { horizontal: WEEK, vertical: 1 },
    tip: (index) => {
      const day = states.get(days[index] ?? '')
      const title = format.day(days[index] ?? '', 'full')
      if (mode === 'energy') return { title, rows: [{ name: '', value: energy(index) }] }
      const word = t(`consumption.quality.${state(index)}`)
      const rows = [{ name: word, value: day && day.state === 'HELD' ? energy(index) : '' }]
      if (day?.reason) rows.push({ name: t(`reasons.${day.reason}.title`), value: '' })
      if (day && repairable(day.state)) rows.push({ name: t('consumption.quality.click'), value: '' })
      return { title, rows }
    },
    legend:
      mode === 'energy'
        ? missing > 0
          ? [hatch]
          : []
        : [
            { key: 'held', name: t('consumption.quality.HELD'), mark: { kind: 'fill', color: 'seq-3' } },
            { key: 'partial', name: t('consumption.quality.PARTIAL'), mark: { kind: 'fill', color: 'hp' } },
            { ...hatch, name: t('consumption.quality.legend') },
          ],
    table: {
      columns: [t('consumption.steps.day'), 'kWh', t('consumption.quality.state')],
      rows: [...days.keys()]
        .filter((index) => !outside(index))
        .map((index) => ({
          cells: [
            format.day(days[index] ?? '', 'full'),
            energy(index),
            t(`consumption.quality.${state(index)}`),
          ],
          raw: [days[index] ?? '', kwh[index] ?? null, state(index)],
        })),
    },
    summary: t(
      'consumption.calendar.summary',
      { known: format.number(known), missing: format.number(missing) },
      missing,
    ),
    left: 28,
    picks: true,
  }
}
