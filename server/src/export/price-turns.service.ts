import { Injectable } from '@nestjs/common'

import type { Instant } from '../core/index.js'
import { PricingService } from '../tariffs/index.js'
import { MeterFacts } from './meter-facts.service.js'
import type { OutboxScope } from './outbox.repository.js'

const LOOK_AHEAD_MS = 2 * 24 * 60 * 60_000

/** When the price of now changes, although no value does. */
@Injectable()
export class PriceTurns {
  constructor(
    private readonly meters: MeterFacts,
    private readonly pricing: PricingService,
  ) {}

  /** The first change of bucket or price after an instant, of any meter that may leave; null = none within two days. */
  async after({ pdls, datasets }: OutboxScope, at: Instant): Promise<Instant | null> {
    if (!datasets.includes('OFFERS')) return null
    const turns: Instant[] = []
    for (const { pdl, directions } of await this.meters.meters()) {
      if ((pdls.length > 0 && !pdls.includes(pdl)) || !directions.includes('CONSUMPTION')) continue
      const [current, ...others] = await this.pricing.steps(pdl, at, at + LOOK_AHEAD_MS)
      const next = others.find(({ bucket, price }) => bucket !== current?.bucket || price !== current.price)
      if (next) turns.push(next.from)
    }
    return turns.length > 0 ? Math.min(...turns) : null
  }
}
