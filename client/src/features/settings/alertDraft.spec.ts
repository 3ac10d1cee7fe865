import { describe, expect, it } from 'vitest'
import type { ExportOptionFieldsFragment } from '../../graphql/generated/graphql'
import { alertsDraft, faultsOf, inputOf, isQuietFaulty } from './alertDraft'

const days: ExportOptionFieldsFragment = {
  name: 'olderThanDays',
  group: 'Seuils',
  title: 'Depuis plus de (jours)',
  help: '',
  type: 'INTEGER',
  required: true,
  secret: false,
  choices: [],
  default: 3,
  example: null,
  min: 1,
  max: 60,
  shownWhen: null,
  hasValue: true,
  value: 3,
  origin: 'DEFAULT',
  variable: null,
}
const settings = {
  alerts: [
    { kind: 'ECOWATT' as const, title: 'EcoWatt', enabled: true, targetIds: [], options: [] },
    { kind: 'GAP' as const, title: 'Trous', enabled: true, targetIds: ['a'], options: [days] },
  ],
  quietHours: null,
}

describe('alert rules in a form', () => {
  it('change nothing while nobody touches them', () => {
    expect(inputOf(alertsDraft(settings), settings)).toEqual({
      alerts: [
        { kind: 'ECOWATT', enabled: true, targetIds: [], options: {} },
        { kind: 'GAP', enabled: true, targetIds: ['a'], options: {} },
      ],
      quietHours: null,
    })
  })

  it('send thresholds that changed, and the quiet hours', () => {
    const draft = alertsDraft(settings)
    draft.rules[1]!.options.olderThanDays = 7
    draft.quiet.on = true
    expect(inputOf(draft, settings)).toMatchObject({
      alerts: [{}, { options: { olderThanDays: 7 } }],
      quietHours: { start: '22:00', end: '07:00', weekdays: [], season: 'ALL' },
    })
  })

  it('keep the days of quiet hours that the form does not show', () => {
    const quietHours = {
      start: '21:00',
      end: '06:00',
      weekdays: [6, 7],
      season: 'ALL' as const,
      from: null,
      to: null,
    }
    const draft = alertsDraft({ ...settings, quietHours })
    expect(draft.quiet).toEqual({ on: true, start: '21:00', end: '06:00' })
    expect(inputOf(draft, { ...settings, quietHours }).quietHours).toMatchObject({ weekdays: [6, 7] })
  })

  it('find the field at fault', () => {
    const fault = { path: 'alerts.1.options.olderThanDays', rule: 'range', message: 'too small' }
    const problem = { fields: [fault, { path: 'quietHours.end', rule: 'order', message: '' }] }
    expect(faultsOf(problem as Parameters<typeof faultsOf>[0])).toEqual({
      1: { olderThanDays: { rule: 'range', message: 'too small' } },
    })
    expect(faultsOf(null)).toEqual({})
  })

  it('see quiet hours that cannot be', () => {
    expect(isQuietFaulty({ on: true, start: '22:00', end: '22:00' })).toBe(true)
    expect(isQuietFaulty({ on: true, start: '', end: '22:00' })).toBe(true)
    expect(isQuietFaulty({ on: false, start: '', end: '' })).toBe(false)
  })
})
