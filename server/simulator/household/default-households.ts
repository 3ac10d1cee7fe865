import type { Day } from '../../src/core/index.js'
import { addDays, addYears } from '../../src/core/index.js'
import type { HouseholdPlan } from './plan.js'

/** Made-up PDLs of the default account. */
export const PDL = {
  base: '01226049119901',
  offpeakAndSolar: '01226049119902',
  tempo: '01226049119903',
  producer: '01226049119904',
  inactive: '01226049119905',
} as const

/** Five usage points that together show every case a client meets. */
export function defaultHouseholds(today: Day): HouseholdPlan[] {
  return [
    {
      pdl: PDL.base,
      name: 'Appartement',
      subscribedPowerKva: 6,
      pricingOption: 'BASE',
      missingDays: [addDays(today, -47), addDays(today, -213), addDays(today, -214)],
      profile: {
        annualEnergyWh: 4_200_000,
        absences: [{ from: addDays(today, -112), to: addDays(today, -100) }],
      },
    },
    {
      pdl: PDL.offpeakAndSolar,
      name: 'Maison',
      subscribedPowerKva: 9,
      pricingOption: 'HC_HP',
      offpeakText: 'HC (1H30-7H00;12H30-15H00)',
      solarPeakW: 3000,
      missingDays: [addDays(today, -72)],
      intervals: [
        { from: addYears(today, -4), minutes: 60 },
        { from: addDays(today, -400), minutes: 30 },
      ],
      profile: {
        annualEnergyWh: 9_800_000,
        heatingShare: 0.45,
        waterHeaterRanges: ['01:30-07:00', '12:30-15:00'],
        absences: [{ from: addDays(today, -95), to: addDays(today, -82) }],
      },
    },
    {
      pdl: PDL.tempo,
      name: 'Maison de campagne',
      subscribedPowerKva: 12,
      pricingOption: 'TEMPO',
      offpeakText: 'HC (22H00-6H00)',
      offpeakHours: { default: 'HC (22H00-6H00)' },
      activation: addDays(today, -130),
      activationKnown: false,
      lateDays: 1,
      profile: { annualEnergyWh: 12_500_000, heatingShare: 0.6, waterHeaterRanges: ['22:00-06:00'] },
    },
    {
      pdl: PDL.producer,
      name: 'Toit de la grange',
      subscribedPowerKva: 9,
      consumes: false,
      solarPeakW: 9000,
    },
    {
      pdl: PDL.inactive,
      name: 'Ancien logement',
      subscribedPowerKva: 6,
      offpeakHours: ['22:30-06:30', '12:00-14:00'],
      offpeakText: 'HC (22H30-6H30;12H00-14H00)',
      isActive: false,
    },
  ]
}
