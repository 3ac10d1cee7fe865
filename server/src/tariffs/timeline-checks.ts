import type { Day, FieldFault } from '../core/index.js'
import type { SaleMode } from './contract.js'
import { versionFaults, windowFaults } from './offer-checks.js'
import type { OfferVersion } from './offer.js'
import type { TimeWindow } from './windows.js'

/** A period as a user gives it. */
export interface PeriodDraft {
  readonly from: Day
  readonly to: Day | null
  readonly offerId: string | null
  readonly versions: readonly OfferVersion[]
  readonly subscribedPowerKva: number | null
  readonly offPeak: readonly TimeWindow[]
  readonly saleMode: SaleMode | null
  readonly saleQuotaWh: number | null
}

/** Periods that end before they begin, overlap, name no offer that exists, or hold impossible values. */
export function timelineFaults(
  periods: readonly PeriodDraft[],
  isOffer: (id: string) => boolean,
): FieldFault[] {
  const overlaps = periods.flatMap((period, index) => {
    const other = periods.findIndex((one, position) => position < index && overlap(one, period))
    return other < 0
      ? []
      : [
          {
            path: `periods.${index}`,
            rule: 'duplicate',
            message: `Period ${index + 1} overlaps period ${other + 1}.`,
          },
        ]
  })
  return [
    ...periods.flatMap((period, index) => periodFaults(period, `periods.${index}`, isOffer)),
    ...overlaps,
  ]
}

function periodFaults(
  { from, to, offerId, versions, subscribedPowerKva: kva, offPeak, saleQuotaWh }: PeriodDraft,
  at: string,
  isOffer: (id: string) => boolean,
): FieldFault[] {
  const faults: FieldFault[] = []
  if (to !== null && to <= from)
    faults.push({ path: `${at}.to`, rule: 'order', message: 'A period ends after it begins.' })
  if (offerId !== null && !isOffer(offerId))
    faults.push({ path: `${at}.offerId`, rule: 'pattern', message: `There is no offer ${offerId}.` })
  if (kva !== null && (kva < 1 || kva > 250))
    faults.push({
      path: `${at}.subscribedPowerKva`,
      rule: 'range',
      message: 'The subscribed power is between 1 and 250 kVA.',
    })
  if (saleQuotaWh !== null && saleQuotaWh < 0)
    faults.push({ path: `${at}.saleQuotaWh`, rule: 'range', message: 'A quota is not negative.' })
  return [...faults, ...versionFaults(versions, `${at}.versions`), ...windowFaults(offPeak, `${at}.offPeak`)]
}

function overlap(a: PeriodDraft, b: PeriodDraft): boolean {
  return (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to)
}
