import { describe, expect, it } from 'vitest'

import { hasSharedData, sharedRows } from '../../test/shared-data.js'
import { addDays, toDay } from '../core/index.js'
import { microEur } from './money.js'
import { versionOn } from './offer.js'
import { builtInId, regulatedOffers } from './regulated-tariffs.js'

const offers = new Map(regulatedOffers().map((offer) => [offer.id, offer]))
const at = (type: string, kva: number, day: string) =>
  versionOn(offers.get(builtInId(type, kva))?.versions ?? [], toDay(day))

describe('the regulated tariffs', () => {
  it('give the price of the day', () => {
    expect(at('BASE', 6, '2026-01-31')?.prices).toEqual({ BASE: 195_200 })
    expect(at('BASE', 6, '2026-02-01')?.prices).toEqual({ BASE: 194_000 })
    expect(Object.keys(at('TEMPO', 9, '2026-11-01')?.prices ?? {})).toHaveLength(6)
  })

  it('know no price before the first grid, nor of a power that had none', () => {
    expect(at('BASE', 6, '2012-07-22')).toBeNull()
    expect(at('TEMPO', 6, '2023-01-31')).toBeNull()
    expect(at('TEMPO', 6, '2023-02-01')).not.toBeNull()
  })

  it('follow one another without a gap', () => {
    for (const { versions } of offers.values())
      for (const [index, version] of versions.entries())
        if (index > 0) expect(versions[index - 1]?.to).toBe(version.from)
  })

  it.skipIf(!hasSharedData)('are the published figures, one by one', () => {
    const buckets: Record<string, string> = { NORMAL: 'EJP_NORMAL', PEAK: 'EJP_PEAK' }
    for (const row of sharedRows('tariffs', 'edf_regulated_tariffs_history.csv')) {
      const type = row.option === 'HPHC' ? 'HC_HP' : (row.option ?? '')
      const version = at(type, Number(row.power_kva), row.valid_from ?? '')
      const period = row.period ?? ''
      expect(version?.prices[buckets[period] ?? period]).toBe(microEur(Number(row.price_eur_kwh_ttc)))
      expect(version?.subscriptionPerMonth).toBe(microEur(Number(row.subscription_eur_year_ttc) / 12))
      expect(version?.to).toBe(row.valid_to ? addDays(toDay(row.valid_to), 1) : null)
    }
  })
})
