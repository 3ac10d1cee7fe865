import { Injectable } from '@nestjs/common'

import type { FieldFault, Language, QuietHours } from '../core/index.js'
import { EventBus, InvalidInput, Preferences } from '../core/index.js'
import { CallBudget } from '../gateway/index.js'
import { NearestPrices } from '../tariffs/index.js'
import type { AlertRule, AlertRulePatch } from './alerts.service.js'
import { Alerts } from './alerts.service.js'

export interface SettingsState {
  readonly language: Language
  readonly carryNearestPrice: boolean
  readonly reservedCallsRatio: number
  readonly alerts: readonly AlertRule[]
  readonly quietHours: QuietHours | null
}

/** Left out = kept; null = back to what holds when nothing is chosen. */
export interface SettingsPatch {
  readonly language?: Language | null | undefined
  readonly carryNearestPrice?: boolean | null | undefined
  readonly reservedCallsRatio?: number | null | undefined
  readonly alerts?: readonly AlertRulePatch[] | undefined
  readonly quietHours?: QuietHours | null | undefined
}

/** What the person prefers, and the alert rules. */
@Injectable()
export class SettingsService {
  constructor(
    private readonly preferences: Preferences,
    private readonly alerts: Alerts,
    private readonly budget: CallBudget,
    private readonly nearestPrices: NearestPrices,
    private readonly bus: EventBus,
  ) {}

  async state(): Promise<SettingsState> {
    const [language, carryNearestPrice, quietHours, rules, { fresh }] = await Promise.all([
      this.preferences.language(),
      this.nearestPrices.areCarried(),
      this.preferences.get('quietHours'),
      this.alerts.rules(),
      this.budget.state(),
    ])
    return {
      language,
      carryNearestPrice,
      reservedCallsRatio: fresh.limit === 0 ? 0 : fresh.reserved / fresh.limit,
      alerts: [...rules.values()],
      quietHours: quietHours ?? null,
    }
  }

  /** Throws INVALID_INPUT with every faulty field. */
  async save({ alerts = [], ...patch }: SettingsPatch): Promise<SettingsState> {
    const fields = [...(await this.alerts.faults(alerts)), ...faultsOfQuiet(patch.quietHours)]
    if (fields.length > 0) throw new InvalidInput(fields.map(({ message }) => message).join(' '), { fields })
    const { language, carryNearestPrice, reservedCallsRatio, quietHours } = patch
    if (language !== undefined) await this.preferences.set('language', language)
    if (carryNearestPrice !== undefined) await this.carry(carryNearestPrice ?? false)
    if (reservedCallsRatio !== undefined) await this.preferences.set('reservedCallsRatio', reservedCallsRatio)
    if (quietHours !== undefined) await this.preferences.set('quietHours', quietHours)
    if (alerts.length > 0) await this.alerts.save(alerts)
    this.bus.publish('SettingsChanged', {})
    return this.state()
  }

  private async carry(on: boolean): Promise<void> {
    if (on !== (await this.nearestPrices.areCarried())) await this.nearestPrices.carry(on)
  }
}

function faultsOfQuiet(quiet: QuietHours | null | undefined): FieldFault[] {
  if (!quiet) return []
  return [
    ...(quiet.start === quiet.end
      ? [
          {
            path: 'quietHours.end',
            rule: 'order',
            message: 'Quiet hours end at another time than they start.',
          },
        ]
      : []),
    ...(quiet.weekdays.some((day) => day < 1 || day > 7)
      ? [{ path: 'quietHours.weekdays', rule: 'range', message: 'Weekdays go from 1 to 7.' }]
      : []),
  ]
}
