import type { Day, Direction, EcowattLevel, TempoColor } from '../../core/index.js'
import { addDays, dayOf, formatInstant } from '../../core/index.js'
import type { ExportDay, ExportMeter, ExportSource, ExportStatus } from '../export-source.js'

/** An entity as `POST /api/states/<id>` takes it: its attributes replace all that it had. */
export interface EntityState {
  readonly entityId: string
  readonly state: string
  readonly attributes: Readonly<Record<string, unknown>>
}

const COLORS: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']
const LOOKS: Readonly<Record<Direction, { word: string; id: string; icon: string }>> = {
  CONSUMPTION: { word: 'consommation', id: 'consumption', icon: 'mdi:transmission-tower-export' },
  PRODUCTION: { word: 'production', id: 'production', icon: 'mdi:transmission-tower-import' },
}
const ECOWATT_DAYS = 4

/**
 * Running total of a meter, in kWh: the one figure that may be `total_increasing`, since it only falls when a day is
 * corrected. Null without a known day.
 */
export function energyState(
  meter: ExportMeter,
  direction: Direction,
  days: readonly ExportDay[],
  status: ExportStatus,
): EntityState | null {
  const [first, last] = [days.at(0), days.at(-1)]
  if (!first || !last) return null
  const { word, id, icon } = LOOKS[direction]
  const totalWh = days.reduce((sum, { energyWh }) => sum + energyWh, 0)
  return {
    entityId: `sensor.${meter.pdl}_${id}`,
    state: kwh(totalWh),
    attributes: {
      unit_of_measurement: 'kWh',
      device_class: 'energy',
      state_class: 'total_increasing',
      friendly_name: `Linky ${meter.name ?? meter.pdl} ${word}`,
      icon,
      pdl: meter.pdl,
      first_day: first.day,
      last_day: last.day,
      last_day_kwh: Number(kwh(last.energyWh)),
      days: days.length,
      complete_days_of_30: status.completeDaysOf30,
      subscribed_power_kva: meter.subscribedPowerKva,
      pricing_option: meter.pricingOption,
      last_sync: status.lastSyncAt === null ? null : formatInstant(status.lastSyncAt),
      problem: status.problem,
    },
  }
}

/** Nothing when Tempo is not followed. A colour runs from 06:00 to 06:00; the entity is that of the date. */
export function tempoStates(today: Day, colors: ReadonlyMap<Day, TempoColor>): EntityState[] {
  if (colors.size === 0) return []
  return [
    { id: 'today', word: 'aujourd’hui', day: today },
    { id: 'tomorrow', word: 'demain', day: addDays(today, 1) },
  ].map(({ id, word, day }) => ({
    entityId: `sensor.myelectricaldata_tempo_${id}`,
    state: colors.get(day) ?? 'unknown',
    attributes: {
      device_class: 'enum',
      options: COLORS,
      friendly_name: `Tempo ${word}`,
      icon: 'mdi:calendar',
      date: day,
    },
  }))
}

export function ecowattStates(
  today: Day,
  signals: readonly {
    readonly day: Day
    readonly level: number
    readonly hours: readonly (EcowattLevel | null)[]
    readonly message: string | null
  }[],
): EntityState[] {
  return Array.from({ length: ECOWATT_DAYS }, (_, ahead) => ahead).flatMap((ahead) => {
    const signal = signals.find(({ day }) => day === addDays(today, ahead))
    if (!signal) return []
    return {
      entityId: `sensor.myelectricaldata_ecowatt_j${ahead}`,
      state: String(signal.level),
      attributes: {
        friendly_name: `EcoWatt J+${ahead}`,
        icon: 'mdi:leaf',
        date: signal.day,
        message: signal.message,
        forecast: Object.fromEntries(signal.hours.map((level, hour) => [`${hour} h`, level])),
      },
    }
  })
}

/** Every entity, as it must stand now. */
export async function statesOf(source: ExportSource): Promise<EntityState[]> {
  const today = dayOf(source.now)
  const states: EntityState[] = []
  for (const meter of await source.meters()) {
    const status = await source.status(meter.pdl)
    for (const direction of meter.directions) {
      const extent = await source.extent(meter.pdl, direction)
      if (!extent) continue
      const range = { from: extent.first, to: addDays(extent.last, 1) }
      const state = energyState(meter, direction, await source.days(meter.pdl, direction, range), status)
      if (state) states.push(state)
    }
  }
  return [
    ...states,
    ...tempoStates(today, await source.tempoDays({ from: addDays(today, -7), to: addDays(today, 2) })),
    ...ecowattStates(today, await source.ecowatt({ from: today, to: addDays(today, ECOWATT_DAYS) })),
  ]
}

function kwh(wh: number): string {
  return (wh / 1000).toFixed(3)
}
