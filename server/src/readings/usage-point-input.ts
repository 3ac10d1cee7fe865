import type { FieldFault } from '../core/index.js'
import { InvalidInput } from '../core/index.js'
import type { OffPeakRange } from '../gateway/index.js'
import type { UsagePointPatch } from './usage-point-overrides.js'
import type { TimeWindowInput, UsagePointInput } from './usage-point-input.types.js'

/** The form of the API → what is kept. Throws INVALID_INPUT with every faulty field. */
export function patchOf({ name, offPeak, ...rest }: UsagePointInput): UsagePointPatch {
  const faults = (offPeak ?? []).flatMap(faultsOfWindow)
  if (faults.length > 0)
    throw new InvalidInput(faults.map(({ message }) => message).join(' '), { fields: faults })
  return {
    ...rest,
    name: name === undefined ? undefined : name?.trim() || null,
    offPeak: offPeak && offPeak.map(rangeOf),
  }
}

function faultsOfWindow({ season, from, to, weekdays, start, end }: TimeWindowInput, index: number) {
  const path = `offPeak.${index}`
  const faults: FieldFault[] = []
  if (season !== 'ALL' || from || to)
    faults.push({
      path,
      rule: 'pattern',
      message: 'Windows of a season or of some dates belong to the contract timeline (saveTimeline).',
    })
  if (weekdays.some((day) => day < 1 || day > 7))
    faults.push({ path: `${path}.weekdays`, rule: 'range', message: 'Weekdays go from 1 to 7.' })
  if (start === end)
    faults.push({
      path: `${path}.end`,
      rule: 'order',
      message: 'A window ends at another time than it starts.',
    })
  return faults
}

function rangeOf({ start, end, weekdays }: TimeWindowInput): OffPeakRange {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return { startMinute: minutes(start), endMinute: minutes(end), weekdays }
}
