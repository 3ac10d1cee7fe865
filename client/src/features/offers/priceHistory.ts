import type { ChartView } from '../../charts/chart'
import { roundScale, upright } from '../../charts/scale'
import { line } from '../../charts/shapes'
import type { Words } from '../../charts/words'
import { addDays, daysBetween } from '../../format/paris'
import type { VersionFieldsFragment } from '../../graphql/generated/graphql'
import { bucketName, lookOf, stacked } from '../tariffs/buckets'

/** Price of a kWh in time, a step per version; null where no version tells the beginning. */
export function priceHistory(
  versions: readonly VersionFieldsFragment[],
  today: string,
  words: Words,
): ChartView {
  const { t, format } = words
  const dated = versions.filter(({ from }) => from !== null)
  const start = dated[0]?.from ?? today
  const place = (day: string) => daysBetween(start, day)
  const until = dated.reduce(
    (last, { from, to }) => {
      const end = to ?? addDays(from ?? today, 1)
      return end > last ? end : last
    },
    addDays(today, 1),
  )
  const spans = dated.map((version) => ({
    version,
    x0: place(version.from ?? start),
    x1: place(version.to ?? until),
  }))
  const codes = stacked(dated.flatMap(({ prices }) => prices.map(({ bucket }) => bucket)))
  const price = (version: VersionFieldsFragment, code: string) =>
    version.prices.find(({ bucket }) => bucket === code)?.eurPerKwh ?? null
  const highest = Math.max(0, ...dated.flatMap(({ prices }) => prices.map(({ eurPerKwh }) => eurPerKwh)))
  const { top } = roundScale(highest)
  const color = (code: string) => lookOf(code).edge ?? lookOf(code).color
  const points = (code: string): [number, number | null][] =>
    spans.flatMap(({ version, x0, x1 }, index) => {
      const value = price(version, code)
      const gap = spans[index + 1] && spans[index + 1]?.x0 !== x1
      return [[x0, value], [x1, value], ...(gap ? [[x1, null] as [number, null]] : [])]
    })
  /** Off-peak and peak of one colour of day are told apart by their dash. */
  const isDashed = (code: string) => code.endsWith('HC') && codes.length > 2
  const markOf = (code: string) => ({
    kind: isDashed(code) ? ('dash' as const) : ('line' as const),
    color: color(code),
  })
  const money = (value: number | null) => (value === null ? '–' : format.price(value))
  const last = dated.at(-1)
  const years = Array.from(
    { length: Number(until.slice(0, 4)) - Number(start.slice(0, 4)) + 1 },
    (_, index) => `${Number(start.slice(0, 4)) + index}-01-01`,
  ).filter((day) => day >= start)
  return {
    x: {
      min: 0,
      max: Math.max(1, place(until)),
      ticks: (from, to, room) => {
        const shown = years.filter((day) => place(day) >= from && place(day) <= to)
        const every = Math.max(1, Math.ceil(shown.length / room))
        return shown
          .filter((_, index) => index % every === 0)
          .map((day) => ({ value: place(day), label: day.slice(0, 4) }))
      },
    },
    y: upright(highest, '€', format.number),
    series: (tokens, hidden) =>
      codes
        .filter((code) => !hidden.has(code))
        .map((code) =>
          line(points(code), {
            color: tokens[color(code)],
            width: 2,
            dashed: isDashed(code),
          }),
        ),
    count: spans.length,
    locate: (x) => {
      const found = spans.findIndex(({ x0, x1 }) => x >= x0 && x < x1)
      return found < 0 ? null : found
    },
    area: (index) => ({ x0: spans[index]?.x0 ?? 0, x1: spans[index]?.x1 ?? 0, y0: 0, y1: top }),
    strides: { horizontal: 1, vertical: 1 },
    tip: (index) => {
      const version = spans[index]?.version
      if (!version) return { title: '', rows: [] }
      return {
        title: t('offers.history.since', { day: format.day(version.from ?? start, 'date') }),
        rows: codes.map((code) => ({
          name: bucketName(code, words),
          value: money(price(version, code)),
          mark: markOf(code),
        })),
      }
    },
    legend: codes.map((code) => ({
      key: code,
      name: bucketName(code, words),
      mark: markOf(code),
      hides: codes.length > 1,
    })),
    table: {
      columns: [
        t('contract.versions.from'),
        t('contract.versions.last'),
        t('contract.versions.subscription'),
        ...codes.map((code) => bucketName(code, words)),
      ],
      rows: [...dated].reverse().map((version) => ({
        cells: [
          format.day(version.from ?? start, 'date'),
          version.to ? format.day(addDays(version.to, -1), 'date') : t('contract.versions.still'),
          version.subscriptionEurPerMonth === null
            ? t('charts.missing')
            : format.euros(version.subscriptionEurPerMonth),
          ...codes.map((code) => money(price(version, code))),
        ],
        raw: [
          version.from,
          version.to && addDays(version.to, -1),
          version.subscriptionEurPerMonth,
          ...codes.map((code) => price(version, code)),
        ],
      })),
    },
    summary: last
      ? t('offers.history.summary', {
          count: dated.length,
          day: format.day(last.from ?? start, 'date'),
          prices: codes.map((code) => `${bucketName(code, words)} ${money(price(last, code))}`).join(', '),
        })
      : t('offers.history.none'),
  }
}
