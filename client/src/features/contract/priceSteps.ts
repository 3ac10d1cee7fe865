import type { PricesNowQuery } from '../../graphql/generated/graphql'

export type PriceSlot = NonNullable<PricesNowQuery['usagePoint']>['prices'][number]

export interface PriceStep {
  /** Minutes since today's midnight. */
  from: number
  to: number
  slot: PriceSlot
  /** Share of the dearest; null = unknown. */
  height: number | null
}

const MINUTE = 60_000
const LOWEST = 0.18

/** Steps of 48 hours, as tall as their price; the cheapest still shows. */
export function stepsOf(slots: readonly PriceSlot[], midnight: number): PriceStep[] {
  const highest = Math.max(0, ...slots.map(({ eurPerKwh }) => eurPerKwh ?? 0))
  return slots.map((slot) => ({
    from: (Date.parse(slot.from) - midnight) / MINUTE,
    to: (Date.parse(slot.to) - midnight) / MINUTE,
    slot,
    height: slot.eurPerKwh === null || highest === 0 ? null : Math.max(LOWEST, slot.eurPerKwh / highest),
  }))
}

export function slotAt(slots: readonly PriceSlot[], now: number): PriceSlot | null {
  return slots.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to)) ?? null
}

/** The next step whose price is another; null when none is known. */
export function nextChange(slots: readonly PriceSlot[], now: number): PriceSlot | null {
  const here = slotAt(slots, now)
  return (
    slots.find(
      (slot) =>
        Date.parse(slot.from) > now && (slot.eurPerKwh !== here?.eurPerKwh || slot.bucket !== here.bucket),
    ) ?? null
  )
}

/** "EDF Tarif Bleu 9 kVA, prices of 2026-02-01: HP" → its parts; null when it is written otherwise. */
export function ruleParts(rule: string): { offer: string; since: string | null; bucket: string } | null {
  const found = /^(.*?)(?:, prices of (\d{4}-\d{2}-\d{2}))?: ([A-Z0-9_]+)(?:,.*)?$/.exec(rule)
  return found ? { offer: found[1] ?? '', since: found[2] ?? null, bucket: found[3] ?? '' } : null
}
