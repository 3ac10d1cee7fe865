import { dailyEnergy, MIDNIGHT, SLOT_START, slotEnergy } from './energy-samples.js'
import type { Definition } from './series.js'

/** Names of the MyElectricalData local client, continued on request. */
export const REFERENCE_DEFINITIONS: readonly Definition[] = (['CONSUMPTION', 'PRODUCTION'] as const).flatMap(
  (direction) =>
    (['wh', 'kwh'] as const).flatMap((scale) => {
      const lower = direction.toLowerCase()
      const common = {
        name: `electricity_${lower}_value_${scale}`,
        meterLabel: 'usage_point_id' as const,
        unit: scale === 'wh' ? 'Wh' : 'kWh',
      }
      return [
        {
          ...common,
          id: `reference-${lower}-${scale}-daily`,
          labels: { granularity: 'daily' },
          meaning: `energy of each day (${lower})`,
          stampedAt: MIDNIGHT,
          ...dailyEnergy(direction, scale),
        },
        {
          ...common,
          id: `reference-${lower}-${scale}-detailed`,
          labels: { granularity: 'detailed' },
          meaning: `energy of each interval of the load curve (${lower})`,
          stampedAt: SLOT_START,
          ...slotEnergy(direction, scale),
        },
      ]
    }),
)
