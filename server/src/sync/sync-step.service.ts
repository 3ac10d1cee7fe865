import { Injectable } from '@nestjs/common'

import { AppError, InvalidInput, SERIES_DATASETS } from '../core/index.js'
import { EcowattService } from '../ecowatt/index.js'
import type { CallMode, CallOptions } from '../gateway/index.js'
import { GatewayService } from '../gateway/index.js'
import { EnsureService, UsagePointsService } from '../readings/index.js'
import { MarketService } from '../tariffs/index.js'
import { TempoService } from '../tempo/index.js'
import type { PlannedStep } from './sync-plan.js'

export interface StepOptions {
  readonly mode: CallMode
  readonly force: boolean
  readonly signal: AbortSignal
  readonly onAdvance: (outcome: StepOutcome) => void
}

export interface StepOutcome {
  readonly days: number
  readonly daysGained: number
  readonly rejected: number
  readonly cachedCalls: number
  readonly freshCalls: number
  /** Why it is not complete; null = it is. */
  readonly problem: AppError | null
}

const NOTHING: StepOutcome = {
  days: 0,
  daysGained: 0,
  rejected: 0,
  cachedCalls: 0,
  freshCalls: 0,
  problem: null,
}

/** Carries out one step. A failure of the gateway is in the outcome; anything else is thrown. */
@Injectable()
export class SyncSteps {
  constructor(
    private readonly ensures: EnsureService,
    private readonly points: UsagePointsService,
    private readonly tempo: TempoService,
    private readonly ecowatt: EcowattService,
    private readonly market: MarketService,
    private readonly gateway: GatewayService,
  ) {}

  async run(step: PlannedStep, options: StepOptions): Promise<StepOutcome> {
    const dataset = SERIES_DATASETS.find((name) => name === step.dataset)
    if (dataset && step.pdl !== null && step.range) {
      const result = await this.ensures.ensure({ pdl: step.pdl, dataset }, step.range, {
        mode: options.mode,
        force: options.force,
        signal: options.signal,
        onWindow: (soFar) => {
          options.onAdvance(outcomeOf(soFar))
        },
      })
      return outcomeOf(result)
    }
    const calls = { cached: 0, fresh: 0 }
    const { mode, signal } = options
    try {
      const daysGained = await this.runOther(step, { mode, signal, calls })
      return { ...NOTHING, daysGained, cachedCalls: calls.cached, freshCalls: calls.fresh }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { ...NOTHING, cachedCalls: calls.cached, freshCalls: calls.fresh, problem: error }
    }
  }

  /** @returns days gained. */
  private async runOther({ dataset, pdl }: PlannedStep, options: CallOptions): Promise<number> {
    switch (dataset) {
      case 'USAGE_POINTS':
        await this.points.refresh(options)
        await this.gateway.usage(options)
        return 0
      case 'TEMPO':
        return this.tempo.refresh(options)
      case 'TEMPO_FORECAST':
        await this.tempo.refreshForecast(options)
        return 0
      case 'ECOWATT':
        return this.ecowatt.refresh(options)
      case 'OFFERS':
        await this.market.refresh(options)
        return 0
      case 'CONTRACT':
      case 'ADDRESS': {
        if (pdl === null) throw new InvalidInput(`${dataset} belongs to a meter: give its pdl.`)
        await (dataset === 'CONTRACT'
          ? this.points.readContract(pdl, options)
          : this.points.readAddress(pdl, options))
        return 0
      }
      default:
        throw new InvalidInput(`${dataset} belongs to a meter and a range: give pdl, from and to.`)
    }
  }
}

function outcomeOf(result: Awaited<ReturnType<EnsureService['ensure']>>): StepOutcome {
  const { asked, gained, rejected, calls, problem } = result
  return {
    days: asked,
    daysGained: gained,
    rejected,
    cachedCalls: calls.cached,
    freshCalls: calls.fresh,
    problem,
  }
}
