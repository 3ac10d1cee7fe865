import { Injectable } from '@nestjs/common'

import { Destinations } from '../../core/index.js'
import { numberOf } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import { exportFacts } from '../rules/exports.js'
import type { Rules, Watch } from './watch.js'
import { ruleOf } from './watch.js'

/** The destinations, as export shows them. */
@Injectable()
export class ExportsWatch implements Watch {
  readonly kinds = ['EXPORT_FAILING'] as const

  constructor(private readonly destinations: Destinations) {}

  async look(rules: Rules): Promise<Fact[]> {
    const afterFailures = numberOf(ruleOf(rules, 'EXPORT_FAILING'), 'afterFailures')
    return exportFacts(await this.destinations.all(), { afterFailures })
  }
}
