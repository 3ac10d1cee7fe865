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

/** What the period cost, or earned. */
export function moneyFact({ money }: PeriodData, name: string, { t, format }: Words): Fact {
  return {
    key: 'money',
    name,
    value: money && format.money(money.totalEur),
    note:
      money === null ? t('consumption.figures.noPrice') : money.least ? t('consumption.figures.least') : '',
  }
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
    moneyFact(data, t('consumption.figures.cost'), words),
    ...dayFacts(data, words),
    ...(data.offPeakRatio === null
      ? []
      : [
          {
            key: 'off-peak',
            name: t('consumption.figures.offPeak'),
            value: { value: format.number(data.offPeakRatio * 100), unit: '%' },
            note: t('consumption.figures.offPeakNote'),
          },
        ]),
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
