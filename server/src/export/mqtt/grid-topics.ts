import type { TempoColor } from '../../core/index.js'
import { addDays } from '../../core/index.js'
import { eurOf } from '../../tariffs/index.js'
import type { Facts } from '../facts/facts.js'
import type { Topic } from './topic.js'

export const COLORS: readonly TempoColor[] = ['BLUE', 'WHITE', 'RED']
export const ECOWATT_AHEAD = [0, 1, 2, 3] as const

export const RATES = ['HC', 'HP'] as const

/** In force today for the first meter that has a Tempo contract; null = none has. */
export function tempoPrice(
  { meters }: Facts,
  color: TempoColor,
  rate: (typeof RATES)[number],
): number | null {
  const wanted = `${color}_${rate}`
  for (const { prices } of meters) {
    const found = prices?.buckets.find(({ bucket }) => bucket === wanted)
    if (found) return eurOf(found.perKwh)
  }
  return null
}

const hasTempo = ({ grid }: Facts) => grid.hasTempo
const hasEcowatt = ({ grid }: Facts) => grid.hasEcowatt

export function colorIn({ grid, today }: Facts, daysAhead: number): TempoColor | null {
  return grid.colors.get(addDays(today, daysAhead)) ?? null
}

function likeliest(ratios: Readonly<Record<TempoColor, number>>): TempoColor {
  return COLORS.reduce((best, color) => (ratios[color] > ratios[best] ? color : best))
}

function forecastOf({ grid }: Facts) {
  return grid.forecast.map(({ day, blueRatio, whiteRatio, redRatio }) => ({
    date: day,
    color: likeliest({ BLUE: blueRatio, WHITE: whiteRatio, RED: redRatio }),
    blue: blueRatio,
    white: whiteRatio,
    red: redRatio,
  }))
}

const tempoTopics: readonly Topic<Facts>[] = [
  {
    path: 'tempo/today',
    about: 'Colour of the Tempo day that begins today at 06:00: `BLUE`, `WHITE` or `RED`.',
    when: hasTempo,
    value: (facts) => colorIn(facts, 0),
  },
  {
    path: 'tempo/tomorrow',
    about: 'Colour of the next one.',
    when: hasTempo,
    value: (facts) => colorIn(facts, 1),
  },
  ...COLORS.map((color): Topic<Facts> => ({
    path: `tempo/days_${color.toLowerCase()}`,
    about: `${color[0] ?? ''}${color.slice(1).toLowerCase()} days of the season.`,
    when: hasTempo,
    fields: (['used', 'left', 'quota'] as const).map((key) => ({
      key,
      about: { used: 'Days used.', left: 'Days left.', quota: 'Days in all.' }[key],
      value: ({ grid }) => grid.counts.find((count) => count.color === color)?.[key] ?? null,
      alone: key,
    })),
  })),
  ...COLORS.flatMap((color) =>
    RATES.map((rate): Topic<Facts> => ({
      path: `tempo/price_${color.toLowerCase()}_${rate.toLowerCase()}`,
      about: `Price of ${color.toLowerCase()} days today, ${rate === 'HC' ? 'off-peak' : 'peak'}, under the Tempo contract of a meter.`,
      unit: 'EUR/kWh',
      when: hasTempo,
      value: (facts) => tempoPrice(facts, color, rate),
    })),
  ),
  {
    path: 'tempo/forecast',
    about: 'What the next days are likely to be.',
    when: hasTempo,
    fields: [
      {
        key: 'date',
        about: 'Next day of the forecast.',
        value: (facts) => forecastOf(facts)[0]?.date ?? null,
      },
      { key: 'color', about: 'Its likeliest colour.', value: (facts) => forecastOf(facts)[0]?.color ?? null },
      {
        key: 'days',
        about: 'List of `date`, `color`, and the likelihoods `blue`, `white` and `red` from 0 to 1.',
        value: forecastOf,
      },
    ],
  },
]

const ecowattTopics = ECOWATT_AHEAD.map((ahead): Topic<Facts> => {
  const signal = ({ grid, today }: Facts) => grid.ecowatt.find(({ day }) => day === addDays(today, ahead))
  return {
    path: `ecowatt/j${ahead}`,
    about:
      ahead === 0 ? 'EcoWatt signal of today.' : `EcoWatt signal in ${ahead} day${ahead > 1 ? 's' : ''}.`,
    when: hasEcowatt,
    fields: [
      { key: 'date', about: 'That day.', value: ({ today }) => addDays(today, ahead) },
      {
        key: 'level',
        about: '0 low-carbon, 1 normal, 2 tense, 3 very tense.',
        value: (facts) => signal(facts)?.level ?? null,
        alone: 'level',
      },
      { key: 'message', about: 'Words of RTE.', value: (facts) => signal(facts)?.message ?? null },
      {
        key: 'hours',
        about: 'List of the 24 hourly levels; null = not served.',
        value: (facts) => signal(facts)?.hours ?? null,
      },
    ],
  }
})

export const gridTopics: readonly Topic<Facts>[] = [...tempoTopics, ...ecowattTopics]
