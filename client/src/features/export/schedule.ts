export type Unit = 'M' | 'H' | 'D'

export interface Every {
  count: number
  unit: Unit
}

/** PT30M, PT6H, P1D → a number and a unit, the largest that says it exactly; null when it is finer than a minute. */
export function readDuration(text: string | null): Every | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text ?? '')
  if (!found) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part?: string) => Number(part ?? 0))
  const total = days * 1440 + hours * 60 + minutes + seconds / 60
  if (total === 0 || !Number.isInteger(total)) return null
  if (total % 1440 === 0) return { count: total / 1440, unit: 'D' }
  return total % 60 === 0 ? { count: total / 60, unit: 'H' } : { count: total, unit: 'M' }
}

export function writeDuration({ count, unit }: Every): string {
  return unit === 'D' ? `P${count}D` : `PT${count}${unit}`
}

/** Five fields that fire once a day, as minutes since midnight; null when the expression says anything else. */
export function dailyTime(cron: string | null): number | null {
  const found = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(cron?.trim() ?? '')
  if (!found) return null
  const [minute, hour] = [Number(found[1]), Number(found[2])]
  return minute < 60 && hour < 24 ? hour * 60 + minute : null
}
