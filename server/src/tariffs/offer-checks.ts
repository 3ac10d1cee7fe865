import type { FieldFault } from '../core/index.js'
import type { OfferModel, OfferVersion } from './offer.js'
import type { TimeWindow } from './windows.js'

/** EUR per kWh, in micro-euros: outside, somebody mistook the unit. */
const [LEAST, MOST] = [10_000, 2_000_000]

/** Versions that a user gave: order of days, prices in EUR per kWh. @param path of the versions in the input. */
export function versionFaults(versions: readonly OfferVersion[], path: string): FieldFault[] {
  return versions.flatMap((version, index) => {
    const at = `${path}.${index}`
    const faults: FieldFault[] = []
    if (version.from !== null && version.to !== null && version.from >= version.to)
      faults.push({ path: `${at}.to`, rule: 'order', message: 'A version ends after it begins.' })
    for (const [position, [bucket, price]] of Object.entries(version.prices).entries()) {
      if (price < LEAST || price > MOST)
        faults.push({
          path: `${at}.prices.${position}`,
          rule: 'unit',
          message: `The price of ${bucket} is between 0.01 and 2 EUR per kWh.`,
        })
    }
    return faults
  })
}

export function windowFaults(windows: readonly TimeWindow[], path: string): FieldFault[] {
  return windows.flatMap((one, index) => {
    const faults: FieldFault[] = []
    if (one.startMinute === one.endMinute || one.startMinute === 1440)
      faults.push({
        path: `${path}.${index}`,
        rule: 'range',
        message: 'A window starts before 24:00 and ends at another time.',
      })
    if (one.weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
      faults.push({ path: `${path}.${index}.weekdays`, rule: 'range', message: 'Weekdays are 1 to 7.' })
    if (one.from !== null && one.to !== null && one.from >= one.to)
      faults.push({ path: `${path}.${index}.to`, rule: 'order', message: 'A window ends after it begins.' })
    return faults
  })
}

/** What is doubtful in an offer: unit, off-peak above peak, two versions at a time. */
export function warningsOf({ versions }: OfferModel): FieldFault[] {
  const doubts = versions.flatMap(({ prices }, index) =>
    Object.entries(prices).flatMap(([bucket, price]): FieldFault[] => {
      const path = `versions.${index}.prices`
      const peak = bucket.endsWith('HC') ? prices[`${bucket.slice(0, -2)}HP`] : undefined
      return [
        ...(price < LEAST || price > MOST
          ? [{ path, rule: 'unit', message: `${bucket} is not between 0.01 and 2 EUR per kWh.` }]
          : []),
        ...(peak !== undefined && price > peak
          ? [{ path, rule: 'order', message: `${bucket} is dearer off-peak than at peak.` }]
          : []),
      ]
    }),
  )
  const overlaps = versions.flatMap((version, index): FieldFault[] => {
    const next = versions[index + 1]
    const isOver = !next || next.from === null || (version.to !== null && version.to <= next.from)
    return isOver || version.to === null
      ? []
      : [{ path: `versions.${index + 1}`, rule: 'duplicate', message: 'Two versions hold at the same time.' }]
  })
  return [...doubts, ...overlaps]
}
