import { Injectable } from '@nestjs/common'

import type { Language } from '../graphql/words.js'
import type { LocalTime } from '../graphql/scalars.js'
import type { Day } from '../time/paris.js'
import { Settings } from './settings.js'

/** When no alert leaves. */
export interface QuietHours {
  readonly start: LocalTime
  /** Excluded; across midnight when it is not after `start`. */
  readonly end: LocalTime
  /** 1 Monday … 7 Sunday, of the day it starts; empty = all. */
  readonly weekdays: readonly number[]
  readonly season: 'ALL' | 'SUMMER' | 'WINTER'
  readonly from: Day | null
  readonly to: Day | null
}

interface Values {
  readonly language: Language
  readonly reservedCallsRatio: number
  readonly quietHours: QuietHours
}

/** What the person prefers. Each is kept under its own name in the settings; undefined = nothing was chosen. */
@Injectable()
export class Preferences {
  constructor(private readonly settings: Settings) {}

  async language(): Promise<Language> {
    return (await this.get('language')) ?? 'FR'
  }

  get<K extends keyof Values>(key: K): Promise<Values[K] | undefined> {
    return this.settings.get<Values[K]>(key)
  }

  /** @param value null = back to what holds when nothing is chosen. */
  set<K extends keyof Values>(key: K, value: Values[K] | null): Promise<void> {
    return value === null ? this.settings.delete(key) : this.settings.set(key, value)
  }
}
