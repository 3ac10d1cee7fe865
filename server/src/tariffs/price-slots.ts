import type { Day, Instant, TempoColor } from '../core/index.js'
import { dayOf, daysOf, addDays, minutesOf, startOf } from '../core/index.js'
import type { Cell } from './day-cells.js'
import type { MeterPricer } from './meter-pricer.js'
import type { MicroEur } from './money.js'
import { isOffPeakBucket } from './offer.js'
import { COLORS } from './paint.js'
import { wallShift } from './pricing.js'

/** A stretch of one price. */
export interface PricedSlot {
  readonly from: Instant
  readonly to: Instant
  readonly bucket: string
  readonly offPeak: boolean
  readonly tempoColor: TempoColor | null
  readonly price: MicroEur | null
  /** Offer version and rule that decided, in words. */
  readonly rule: string
}

const MINUTE = 60_000

/** Price steps of [from, to), neighbours of one price joined; nothing where no contract holds. */
export function priceSlots(pricer: MeterPricer, from: Instant, to: Instant): PricedSlot[] {
  const days = daysOf({ from: dayOf(from), to: addDays(dayOf(to - 1), 1) })
  const slots: PricedSlot[] = []
  for (const slot of days.flatMap((day) => slotsOfDay(pricer, day))) {
    const cut = { ...slot, from: Math.max(slot.from, from), to: Math.min(slot.to, to) }
    if (cut.from >= cut.to) continue
    const last = slots.at(-1)
    if (
      last?.to === cut.from &&
      last.price === cut.price &&
      last.bucket === cut.bucket &&
      last.rule === cut.rule
    )
      slots[slots.length - 1] = { ...last, to: cut.to }
    else slots.push(cut)
  }
  return slots
}

function slotsOfDay(pricer: MeterPricer, day: Day): PricedSlot[] {
  if (!pricer.contractOn(day)) return []
  const { cells, byMinute, runEnd } = pricer.cellsOn(day)
  const [midnight, length, shift] = [startOf(day), minutesOf(day), wallShift(day)]
  const slots: PricedSlot[] = []
  for (let elapsed = 0; elapsed < length;) {
    const wall = shift(elapsed)
    // Clocks change at 02:00 or 03:00: a run never jumps over it.
    const change = [120, 180].find((minute) => length !== 1440 && elapsed < minute) ?? length
    const end = Math.min(elapsed + (runEnd[wall] ?? 0) - wall, change, length)
    const cell = cells[byMinute[wall] ?? 0]
    if (cell)
      slots.push({
        from: midnight + elapsed * MINUTE,
        to: midnight + end * MINUTE,
        bucket: cell.bucket,
        offPeak: isOffPeakBucket(cell.bucket),
        tempoColor: COLORS.find((color) => cell.bucket.startsWith(`${color}_`)) ?? null,
        price: cell.price,
        rule: ruleOf(pricer, day, cell),
      })
    elapsed = end
  }
  return slots
}

function ruleOf(pricer: MeterPricer, day: Day, { bucket, reason }: Cell): string {
  const offer = pricer.contractOn(day)?.offer
  const name = offer ? `${offer.provider} ${offer.name}` : 'own prices'
  const power = offer?.subscribedPowerKva ? ` ${offer.subscribedPowerKva} kVA` : ''
  const since = pricer.versionOn(day)?.from
  const why =
    reason === 'COLOR_UNKNOWN' ? ', colour not known' : reason === 'PRICE_UNKNOWN' ? ', price not known' : ''
  const carried = pricer.versionOn(day)?.carried ? ', the nearest known' : ''
  return `${name}${power}${since ? `, prices of ${since}` : ''}${carried}: ${bucket}${why}`
}
