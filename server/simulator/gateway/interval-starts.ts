import type { MeterReading, Reading } from '../enedis/bodies.js'

const DEFAULT_MINUTES = 30

/**
 * Load-curve labels: interval ENDs, as Enedis gives them → interval STARTs. The subtraction knows no time zone,
 * hence the labels of the two change days.
 */
export function withIntervalStarts(body: MeterReading): MeterReading {
  return {
    ...body,
    interval_reading: body.interval_reading.map((reading) => ({
      ...reading,
      date: minusMinutes(reading.date, minutesOfInterval(reading)),
    })),
  }
}

export function minutesOfInterval({ interval_length: text }: Reading): number {
  const match = /^PT(\d+)([MH])$/.exec(text ?? '')
  if (!match) return DEFAULT_MINUTES
  return Number(match[1]) * (match[2] === 'H' ? 60 : 1)
}

function minusMinutes(label: string, minutes: number): string {
  const moved = new Date(Date.parse(`${label.replace(' ', 'T')}Z`) - minutes * 60_000)
  return moved.toISOString().slice(0, 19).replace('T', label.charAt(10))
}
