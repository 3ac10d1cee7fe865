import { expect, it } from 'vitest'
import type { PointFieldsFragment } from '../../graphql/generated/graphql'
import { injectionView } from './injection'

function aPoint(from: string, energyWh: number | null): PointFieldsFragment {
  const missing = [{ from, to: from, reason: 'NOT_PUBLISHED' as const, nextTryAt: 'soon', attempts: 1 }]
  const coverage = { known: 0, expected: 1, ratio: 0, missing: energyWh === null ? missing : [] }
  return { from, to: from, energyWh, flags: [], origin: null, coverage }
}
const loadCurve = { meanPowerW: null, days: [], coverage: { known: 0, expected: 48, missing: [] } }

it('takes a day without sun for a value, and a day not there for a wait', () => {
  const lastKnown = { total: aPoint('2026-03-10', 9000) }
  const dark = injectionView({ production: { total: aPoint('2026-03-11', 0) }, lastKnown, loadCurve })
  expect(dark).toMatchObject({ day: '2026-03-11', wh: 0, fresh: true })
  const awaited = injectionView({ production: { total: aPoint('2026-03-11', null) }, lastKnown, loadCurve })
  expect(awaited).toMatchObject({ day: '2026-03-10', wh: 9000, fresh: false, nextTryAt: 'soon' })
})
