import type { InjectionQuery } from '../../graphql/generated/graphql'
import type { CurveDay } from '../consumption/curve'

export interface InjectionView {
  day: string
  wh: number | null
  /** It is yesterday's; else that of the newest day held. */
  fresh: boolean
  provisional: boolean
  curve: CurveDay | null
  nextTryAt: string | null
}

export function injectionView({ production, lastKnown, loadCurve }: InjectionQuery): InjectionView {
  const { total } = production
  const nextTryAt = total.coverage.missing[0]?.nextTryAt ?? null
  const curve = loadCurve.days[0] ?? null
  if (total.energyWh !== null) {
    const provisional = total.flags.includes('DERIVED')
    return { day: total.from, wh: total.energyWh, fresh: true, provisional, curve, nextTryAt }
  }
  const older = lastKnown.total
  return { day: older.from, wh: older.energyWh, fresh: false, provisional: false, curve: null, nextTryAt }
}
