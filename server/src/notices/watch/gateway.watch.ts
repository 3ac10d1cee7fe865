import { Injectable } from '@nestjs/common'

import { AppError, Clock, utcDayOf } from '../../core/index.js'
import { Breakers, CallBudget, Credentials } from '../../gateway/index.js'
import { UsagePointsService } from '../../readings/index.js'
import { numberOf } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import type { Obstacle } from '../rules/gateway.js'
import { consentFacts, credentialsFacts, quotaFacts } from '../rules/gateway.js'
import type { Rules, Watch } from './watch.js'
import { namedMeters, ruleOf } from './watch.js'

/** The account, the consents and the calls. */
@Injectable()
export class GatewayWatch implements Watch {
  readonly kinds = ['CREDENTIALS', 'CONSENT', 'QUOTA'] as const

  constructor(
    private readonly credentials: Credentials,
    private readonly breakers: Breakers,
    private readonly budget: CallBudget,
    private readonly points: UsagePointsService,
    private readonly clock: Clock,
  ) {}

  async look(rules: Rules): Promise<Fact[]> {
    const [points, problems, secret, { cached, fresh }] = await Promise.all([
      this.points.all(),
      this.breakers.problems(),
      this.secretProblem(),
      this.budget.state(),
    ])
    const obstacles = [...(secret ? [secret] : []), ...problems]
    const counters = [
      { ...cached, counter: 'cached' as const },
      { ...fresh, counter: 'fresh' as const },
    ]
    const usedPercent = numberOf(ruleOf(rules, 'QUOTA'), 'usedPercent')
    return [
      ...credentialsFacts(obstacles, points.length > 0),
      ...consentFacts(obstacles, namedMeters(points)),
      ...quotaFacts(counters, utcDayOf(this.clock.now()), { usedPercent }),
    ]
  }

  private async secretProblem(): Promise<Obstacle | null> {
    try {
      await this.credentials.secret()
      return null
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, pdl: null }
      throw error
    }
  }
}
