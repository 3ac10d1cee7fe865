import { addDays, parisDay, parisMinutes, weekday } from '../../format/paris'
import type { TempoColor, UsagePointsQuery } from '../../graphql/generated/graphql'

type TimeWindow = UsagePointsQuery['usagePoints'][number]['offPeak'][number]

type Rate = 'hc' | 'hp'
export type Bucket = 'total' | 'injection' | Rate | `${'blue' | 'white' | 'red'}-${Rate}`

const SIX = 6 * 60
const TWENTY_TWO = 22 * 60
const hues = { BLUE: 'blue', WHITE: 'white', RED: 'red' } as const

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

function applies(window: TimeWindow, day: string): boolean {
  const month = Number(day.slice(5, 7))
  const summer = month >= 4 && month <= 10
  return (
    (window.from === null || window.from <= day) &&
    (window.to === null || day < window.to) &&
    (window.season === 'ALL' || (window.season === 'SUMMER') === summer) &&
    (window.weekdays.length === 0 || window.weekdays.includes(weekday(day)))
  )
}

/** Is this minute of this Paris day off-peak? A window across midnight belongs to the day of its start. */
export function isOffPeak(day: string, minutes: number, windows: readonly TimeWindow[]): boolean {
  return windows.some((window) => {
    const start = minutesOf(window.start)
    const end = minutesOf(window.end)
    if (start < end) return minutes >= start && minutes < end && applies(window, day)
    return (minutes >= start && applies(window, day)) || (minutes < end && applies(window, addDays(day, -1)))
  })
}

export interface Contract {
  pricingOption: string | null
  offPeak: readonly TimeWindow[]
  /** Tempo colour by the day it starts. */
  colors: ReadonlyMap<string, TempoColor | null>
}

/** Tariff bucket of a slot; 'total' whenever the contract or the colour does not tell. */
export function bucketOf(start: number, contract: Contract): Bucket {
  const day = parisDay(start)
  const minutes = parisMinutes(start)
  if (contract.pricingOption === 'TEMPO') {
    const color = contract.colors.get(minutes < SIX ? addDays(day, -1) : day)
    const rate = minutes < SIX || minutes >= TWENTY_TWO ? 'hc' : 'hp'
    return color ? `${hues[color]}-${rate}` : 'total'
  }
  if (contract.pricingOption === 'BASE' || contract.offPeak.length === 0) return 'total'
  return isOffPeak(day, minutes, contract.offPeak) ? 'hc' : 'hp'
}
