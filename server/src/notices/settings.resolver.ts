import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'

import type { Problem } from '../core/index.js'
import { inLanguage, InvalidInput, optionAnswer, orProblem } from '../core/index.js'
import { TimeWindow } from '../readings/index.js'
import { RULES } from './alert-rules.js'
import type { AlertRulePatch } from './alerts.service.js'
import type { SettingsState } from './settings.service.js'
import { SettingsService } from './settings.service.js'
import type { AlertRuleInput } from './settings.types.js'
import { SettingsInput, SettingsResult, SettingsType } from './settings.types.js'

@Resolver()
export class SettingsResolver {
  constructor(private readonly settings: SettingsService) {}

  @Query(() => SettingsType, { name: 'settings', description: 'Preferences and alert rules.' })
  async ask(): Promise<SettingsType> {
    return answerOf(await this.settings.state())
  }

  @Mutation(() => SettingsResult, { description: 'Changes preferences and alert rules.' })
  saveSettings(
    @Args('input', { description: 'What changes.' }) { alerts, quietHours, ...rest }: SettingsInput,
  ): Promise<SettingsType | Problem> {
    return orProblem(async () => {
      const quiet = quietHours && {
        start: quietHours.start,
        end: quietHours.end,
        weekdays: quietHours.weekdays,
        season: quietHours.season,
        from: quietHours.from ?? null,
        to: quietHours.to ?? null,
      }
      const patch = { ...rest, quietHours: quiet, alerts: alerts?.map(patchOf) }
      return answerOf(await this.settings.save(patch))
    }, ['INVALID_INPUT'])
  }
}

function answerOf({ alerts, quietHours, ...rest }: SettingsState): SettingsType {
  return Object.assign(new SettingsType(), {
    ...rest,
    alerts: alerts.map(({ kind, enabled, targetIds, options }) => ({
      kind,
      title: inLanguage(rest.language)(RULES[kind].title),
      enabled,
      targetIds: [...targetIds],
      options: options.map((option) => optionAnswer(option, rest.language)),
    })),
    quietHours: quietHours && Object.assign(new TimeWindow(), quietHours),
  })
}

/** null, where it makes no sense, is as left out. */
function patchOf({ kind, enabled, targetIds, options }: AlertRuleInput): AlertRulePatch {
  if (options !== undefined && options !== null && (typeof options !== 'object' || Array.isArray(options))) {
    const message = 'options is an object: values by name.'
    throw new InvalidInput(message, { fields: [{ path: 'alerts.options', rule: 'pattern', message }] })
  }
  return {
    kind,
    enabled: enabled ?? undefined,
    targetIds: targetIds ?? undefined,
    options: (options as Readonly<Record<string, unknown>> | null | undefined) ?? undefined,
  }
}
