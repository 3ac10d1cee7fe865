import type { CostSum } from './cost-sum.js'
import { isOffPeakBucket, isPeakBucket } from './offer.js'

/** Off-peak share of the energy that is split so; null without such a split. */
export function offPeakRatioOf({ buckets }: Pick<CostSum, 'buckets'>): number | null {
  let [offPeakWh, peakWh] = [0, 0]
  for (const [code, { energyWh }] of buckets) {
    if (isOffPeakBucket(code)) offPeakWh += energyWh
    else if (isPeakBucket(code)) peakWh += energyWh
  }
  return offPeakWh + peakWh === 0 ? null : offPeakWh / (offPeakWh + peakWh)
}
