import { GAUGES, REFERENCE_GAUGES } from './gauges.js'
import type { Definition } from './series.js'
import { PROBE } from './probe.js'

/** Matches no meter: an empty expression would match whatever has none. */
const NOBODY = '"none"'

/** Selectors of everything that we write for these meters, and of the signals that belong to none. */
export function oursOf(definitions: readonly Definition[], pdls: readonly string[]): string[] {
  const meters = pdls.length > 0 ? JSON.stringify(pdls.join('|')) : NOBODY
  const named = new Map<string, string>()
  for (const { name, labels, meterLabel } of definitions) {
    const meter = meterLabel === null ? [] : [`${meterLabel}=~${meters}`]
    const own = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    const selector = [`__name__=${JSON.stringify(name)}`, ...meter, ...own, 'year!=""'].join(',')
    named.set(selector, `{${selector}}`)
  }
  const gauges = [...Object.values(GAUGES), ...Object.values(REFERENCE_GAUGES)].map(({ name, labels }) => {
    const known: readonly string[] = labels
    const conditions = known.map((label) => (label === 'pdl' ? `pdl=~${meters}` : `${label}!=""`))
    return `{${[`__name__=${JSON.stringify(name)}`, ...conditions, 'year=""'].join(',')}}`
  })
  return [...named.values(), ...gauges, `{__name__="${PROBE}"}`]
}
