import type { Direction } from '../core/index.js'
import type { OffPeakRange } from '../gateway/index.js'
import type { UsagePoint } from './usage-point.entity.js'

/** What the user says of a meter; a field that is not there follows the gateway. */
export interface UsagePointOverrides {
  readonly name?: string
  readonly position?: number
  readonly hidden?: boolean
  readonly directions?: readonly Direction[]
  readonly linkedProductionPdl?: string
  readonly subscribedPowerKva?: number
  readonly pricingOption?: string
  readonly offPeak?: readonly OffPeakRange[]
  readonly threePhase?: boolean
  readonly monthlyBudgetEur?: number
  readonly solarPeakKwp?: number
  readonly solarInvestmentEur?: number
}

/** null = the gateway's again; left out = kept. */
export type UsagePointPatch = {
  readonly [K in keyof UsagePointOverrides]?: UsagePointOverrides[K] | null | undefined
}

/** A field that the user changed. */
export interface OverriddenField {
  readonly field: keyof UsagePointOverrides
  /** As text; null when the gateway says nothing of it. */
  readonly gatewayValue: string | null
}

export function patchedOverrides(held: UsagePointOverrides, patch: UsagePointPatch): UsagePointOverrides {
  const given = Object.entries<unknown>(patch).filter(([, value]) => value !== undefined)
  const merged: Readonly<Record<string, unknown>> = { ...held, ...Object.fromEntries(given) }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
}

/** The meters as they count: the user's words over the gateway's. In the user's order. */
export function inForce(points: readonly UsagePoint[]): UsagePoint[] {
  const gatewayIds = new Map(points.map(({ pdl, gatewayId }) => [pdl, gatewayId]))
  for (const point of points) {
    const { directions, offPeak, linkedProductionPdl, ...rest } = point.overrides
    const { name, position, subscribedPowerKva, pricingOption } = rest
    if (name !== undefined) point.name = name
    if (position !== undefined) point.position = position
    if (subscribedPowerKva !== undefined) point.subscribedPowerKva = subscribedPowerKva
    if (pricingOption !== undefined) point.pricingOption = pricingOption
    if (directions) {
      point.hasConsumption = directions.includes('CONSUMPTION')
      point.hasProduction = directions.includes('PRODUCTION')
    }
    if (offPeak) {
      point.offPeak = offPeak
      if (point.contract) point.contract = { ...point.contract, offPeak }
    }
    if (linkedProductionPdl !== undefined)
      point.linkedProductionGatewayId = gatewayIds.get(linkedProductionPdl) ?? null
  }
  return [...points].sort(
    (a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || (a.pdl < b.pdl ? -1 : 1),
  )
}

/** @param point as the gateway says it: not in force. */
export function overriddenFields(point: UsagePoint, pdlOf: (gatewayId: string) => string | null) {
  const said: { readonly [K in keyof UsagePointOverrides]-?: () => string | number | null | undefined } = {
    name: () => point.name,
    position: () => point.position,
    hidden: () => null,
    directions: () =>
      [point.hasConsumption && 'CONSUMPTION', point.hasProduction && 'PRODUCTION'].filter(Boolean).join(', '),
    linkedProductionPdl: () => point.linkedProductionGatewayId && pdlOf(point.linkedProductionGatewayId),
    subscribedPowerKva: () => point.subscribedPowerKva ?? point.contract?.subscribedPowerKva,
    pricingOption: () => point.pricingOption,
    offPeak: () => windowsText(point.offPeak.length > 0 ? point.offPeak : (point.contract?.offPeak ?? [])),
    threePhase: () => null,
    monthlyBudgetEur: () => null,
    solarPeakKwp: () => null,
    solarInvestmentEur: () => null,
  }
  return (Object.keys(said) as (keyof UsagePointOverrides)[])
    .filter((field) => point.overrides[field] !== undefined)
    .map((field): OverriddenField => {
      const value = said[field]() ?? null
      return { field, gatewayValue: value === null || value === '' ? null : String(value) }
    })
}

/** `22:00–06:00, 12:30–14:00`. */
function windowsText(windows: readonly OffPeakRange[]): string {
  return windows
    .map(({ startMinute, endMinute }) => `${clockText(startMinute)}–${clockText(endMinute)}`)
    .join(', ')
}

export function clockText(minutes: number): string {
  const text = (value: number) => String(value).padStart(2, '0')
  return `${text(Math.floor(minutes / 60))}:${text(minutes % 60)}`
}
