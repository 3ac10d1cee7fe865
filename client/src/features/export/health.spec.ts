import { describe, expect, it } from 'vitest'
import { chipOf, exportStatus, needing, type ExportProgress, type ExportTarget } from './health'

function aTarget(change: Partial<ExportTarget> = {}): ExportTarget {
  return {
    __typename: 'ExportTarget',
    id: 'one',
    kind: 'MQTT',
    name: 'MQTT',
    enabled: true,
    onChange: true,
    every: null,
    cron: null,
    pdls: [],
    datasets: [],
    health: 'OK',
    tellsNotices: true,
    pending: 0,
    watermark: null,
    nextRunAt: null,
    lastRun: null,
    ...change,
  }
}
const aProgress = (state: ExportProgress['state']): ExportProgress => ({
  targetId: 'one',
  runId: 'run',
  action: 'SEND',
  state,
  recordsDone: 3,
  recordsTotal: 9,
  remainingSeconds: null,
})

describe('exportStatus', () => {
  it('says first what fails, by its name when it is alone', () => {
    const status = exportStatus(
      [
        aTarget(),
        aTarget({ id: 'two', name: 'Jeedom', health: 'FAILING' }),
        aTarget({ id: 'x', health: 'LATE' }),
      ],
      {},
    )
    expect(status).toMatchObject({ kind: 'failing', mark: 'error', name: 'Jeedom', count: 1, upToDate: 1 })
  })

  it('counts several, and names none of them', () => {
    const late = [aTarget({ health: 'LATE' }), aTarget({ id: 'two', health: 'LATE' })]
    expect(exportStatus(late, {})).toMatchObject({ kind: 'late', mark: 'warn', name: null, count: 2 })
  })

  it('promises nothing for a destination that never ran', () => {
    expect(exportStatus([aTarget({ health: 'NEVER_RUN' })], {})).toMatchObject({
      kind: 'waiting',
      mark: 'idle',
    })
  })

  it('takes the nearest run, whatever the offsets', () => {
    const at = (id: string, nextRunAt: string) => aTarget({ id, nextRunAt })
    const targets = [at('a', '2026-03-29T03:10:00+02:00'), at('b', '2026-03-29T01:50:00+01:00')]
    expect(exportStatus(targets, {}).nextRunAt).toBe('2026-03-29T01:50:00+01:00')
  })

  it('knows an empty list and one that is all paused', () => {
    expect(exportStatus([], {}).kind).toBe('none')
    expect(exportStatus([aTarget({ enabled: false, health: 'OFF' })], {}).kind).toBe('off')
  })
})

it('shows a run under way before anything else, until it ends', () => {
  const target = aTarget({ health: 'FAILING' })
  expect(chipOf(target, { one: aProgress('RUNNING') })).toBe('running')
  expect(chipOf(target, { one: aProgress('COMPLETE') })).toBe('FAILING')
})

it('counts what needs a hand', () => {
  expect(needing([aTarget(), aTarget({ health: 'LATE' }), aTarget({ health: 'OFF' })])).toEqual({
    failing: 0,
    late: 1,
  })
})
