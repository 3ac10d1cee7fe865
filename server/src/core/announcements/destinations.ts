import { Injectable } from '@nestjs/common'

import type { Reason } from '../errors.js'
import type { Instant } from '../time/paris.js'

/** What its neighbours may know of a destination. */
export interface Destination {
  readonly id: string
  readonly name: string
  /** It can carry notices. */
  readonly tells: boolean
  readonly enabled: boolean
  readonly failing: DestinationFailing | null
}

export interface DestinationFailing {
  /** Sendings that failed in a row. */
  readonly failures: number
  readonly code: Reason
  /** Start of the last sending that was complete; null = none ever. */
  readonly lastSuccessAt: Instant | null
  /** When it is tried again; null = only after somebody acts. */
  readonly retryAt: Instant | null
}

/** The board on which export shows its destinations to modules of its own floor. */
@Injectable()
export class Destinations {
  private read: () => Promise<readonly Destination[]> = () => Promise.resolve([])

  shownBy(read: () => Promise<readonly Destination[]>): void {
    this.read = read
  }

  all(): Promise<readonly Destination[]> {
    return this.read()
  }
}
