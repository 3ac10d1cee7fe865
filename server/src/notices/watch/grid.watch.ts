import { Injectable } from '@nestjs/common'

import { addDays, Clock, dayOf } from '../../core/index.js'
import { EcowattService } from '../../ecowatt/index.js'
import { UsagePointsService } from '../../readings/index.js'
import { contractOn, TimelineService } from '../../tariffs/index.js'
import { TempoService } from '../../tempo/index.js'
import { numberOf } from '../alerts.service.js'
import type { Fact } from '../fact.js'
import { ecowattFacts, tempoFacts } from '../rules/grid.js'
import type { Rules, Watch } from './watch.js'
import { namedMeters, ruleOf } from './watch.js'

const AHEAD_DAYS = 4

/** Tempo and EcoWatt. */
@Injectable()
export class GridWatch implements Watch {
  readonly kinds = ['TEMPO_TOMORROW', 'ECOWATT'] as const

  constructor(
    private readonly tempo: TempoService,
    private readonly ecowatt: EcowattService,
    private readonly points: UsagePointsService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
  ) {}

  async look(rules: Rules): Promise<Fact[]> {
    const today = dayOf(this.clock.now())
    const { values } = ruleOf(rules, 'TEMPO_TOMORROW')
    const colors = Array.isArray(values.colors) ? values.colors.map(String) : []
    const wantsTempo = values.onlyTempoContract !== true || (await this.hasTempo())
    const known = wantsTempo ? await this.tempo.days({ from: today, to: addDays(today, 2) }) : new Map()
    const signals = await this.ecowatt.days({ from: today, to: addDays(today, AHEAD_DAYS) })
    return [
      ...tempoFacts(known, today, { colors }),
      ...ecowattFacts(signals, today, { minLevel: numberOf(ruleOf(rules, 'ECOWATT'), 'minLevel') }),
    ]
  }

  private async hasTempo(): Promise<boolean> {
    const today = dayOf(this.clock.now())
    for (const { point } of namedMeters(await this.points.all())) {
      if (point.pricingOption === 'TEMPO') return true
      const contract = contractOn(await this.timeline.of(point, 'CONSUMPTION'), today)
      if (contract?.offer?.type === 'TEMPO') return true
    }
    return false
  }
}
