import type { Words } from '../../charts/words'
import type { PowerFactsQuery } from '../../graphql/generated/graphql'
import type { Fact } from './FigureStrip.vue'
import type { PeriodData } from './periodFigures'

export type PowerFacts = PowerFactsQuery['loadCurve']

/** The two kinds of day that every strip tells. */
export function dayFacts({ meanWhPerDay, highest, lowest }: PeriodData, { t, format }: Words): Fact[] {
  const energy = (wh: number | null | undefined) =>
    wh === null || wh === undefined ? null : format.energy(wh)
  return [
    {
      key: 'mean',
      name: t('consumption.figures.perDay'),
      value: energy(meanWhPerDay),
      note: t('consumption.figures.mean'),
    },
    {
      key: 'highest',
      name: t('consumption.figures.highest'),
      value: energy(highest?.energyWh),
      note: highest ? format.day(highest.from, 'day') : '',
    },
    {
      key: 'lowest',
      name: t('consumption.figures.lowest'),
      value: energy(lowest?.energyWh),
      note: lowest ? format.day(lowest.from, 'day') : '',
    },
  ]
}

export function consumptionFacts(
  data: PeriodData,
  power: PowerFacts | null,
  pending: boolean,
  words: Words,
): Fact[] {
  const { t, format } = words
  const { baseLoadW = null, loadFactorRatio = null } = power ?? {}
  return [
    ...dayFacts(data, words),
    {
      key: 'base-load',
      name: t('consumption.figures.baseLoad'),
      value: baseLoadW === null ? null : { value: format.number(baseLoadW), unit: 'W' },
      note: t('consumption.figures.baseLoadNote'),
      pending,
    },
    {
      key: 'load-factor',
      name: t('consumption.figures.loadFactor'),
      value: loadFactorRatio === null ? null : { value: format.number(loadFactorRatio * 100), unit: '%' },
      note: t('consumption.figures.loadFactorNote'),
      pending,
    },
  ]
}
