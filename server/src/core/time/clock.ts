import { Injectable } from '@nestjs/common'

import type { Instant } from './paris.js'

/** The only place that reads the wall clock. Tests hand in another one. */
@Injectable()
export class Clock {
  private readonly offsetMs: number

  /** @param startAt instant that the clock shows now; left out: the machine's own. It then runs at normal pace. */
  constructor(startAt?: Instant) {
    this.offsetMs = startAt === undefined ? 0 : startAt - Date.now()
  }

  now(): Instant {
    return Date.now() + this.offsetMs
  }
}
