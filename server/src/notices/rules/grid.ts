import type { Day, TempoColor } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import type { Fact } from '../fact.js'
import { fact } from '../fact.js'
import type { Locale } from '../words.js'
import { capitalised, dayWords, inBoth } from '../words.js'

const COLORS: Readonly<Record<TempoColor, Readonly<Record<Locale, string>>>> = {
  BLUE: { fr: 'bleu', en: 'blue' },
  WHITE: { fr: 'blanc', en: 'white' },
  RED: { fr: 'rouge', en: 'red' },
}

export interface TempoThresholds {
  readonly colors: readonly string[]
}

/** Colours that were published for today and tomorrow; one that is not known raises nothing. */
export function tempoFacts(
  colors: ReadonlyMap<Day, TempoColor>,
  today: Day,
  { colors: wanted }: TempoThresholds,
): Fact[] {
  return [...colors]
    .filter(([day, color]) => day >= today && wanted.includes(color))
    .map(([day, color]) =>
      fact(
        'TEMPO_TOMORROW',
        color === 'RED' ? 'WARNING' : 'INFO',
        [day, color],
        inBoth((locale) => {
          const date = capitalised(dayWords(day, locale))
          return locale === 'fr'
            ? `${date} est un jour Tempo ${COLORS[color].fr}, de 6 h à 6 h le lendemain.`
            : `${date} is a ${COLORS[color].en} Tempo day, from 06:00 to 06:00 the day after.`
        }),
        { range: dayOnly(day) },
      ),
    )
}

export interface EcowattDayLevels {
  readonly day: Day
  /** By hour; null = not served: unknown, not calm. */
  readonly hours: readonly (number | null)[]
  readonly message: string | null
}

/** Days to come with tense hours. */
export function ecowattFacts(
  days: readonly EcowattDayLevels[],
  today: Day,
  { minLevel }: { readonly minLevel: number },
): Fact[] {
  return days.flatMap(({ day, hours }) => {
    const level = hours.reduce<number>((highest, hour) => Math.max(highest, hour ?? 0), 0)
    if (day < today || level < minLevel) return []
    const tense = hours.flatMap((hour, index) => (hour !== null && hour >= minLevel ? [index] : []))
    const text = inBoth((locale) => {
      const date = dayWords(day, locale)
      const when = hoursWords(tense, locale)
      return locale === 'fr'
        ? `EcoWatt ${level >= 3 ? 'rouge' : 'orange'} ${date} : réseau ${level >= 3 ? 'très tendu' : 'tendu'} ${when}. Décalez ce qui peut attendre.`
        : `EcoWatt ${level >= 3 ? 'red' : 'orange'} on ${date}: the grid is ${level >= 3 ? 'very tense' : 'tense'} ${when}. Put off what can wait.`
    })
    const kind = level >= 3 ? 'ERROR' : 'WARNING'
    return [fact('ECOWATT', kind, [day, level], text, { range: dayOnly(day) })]
  })
}

/** `de 8 h à 13 h et de 18 h à 20 h`. */
function hoursWords(hours: readonly number[], locale: Locale): string {
  const spans: [number, number][] = []
  for (const hour of hours) {
    const last = spans.at(-1)
    if (last?.[1] === hour) last[1] = hour + 1
    else spans.push([hour, hour + 1])
  }
  const clock = (hour: number) => (locale === 'fr' ? `${hour} h` : `${String(hour).padStart(2, '0')}:00`)
  const [from, to, and] = locale === 'fr' ? ['de', 'à', ' et '] : ['from', 'to', ' and ']
  return spans.map(([start, end]) => `${from} ${clock(start)} ${to} ${clock(end)}`).join(and)
}

function dayOnly(day: Day) {
  return { from: day, to: addDays(day, 1) }
}
