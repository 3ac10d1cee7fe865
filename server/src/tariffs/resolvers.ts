import type { Type } from '@nestjs/common'

import { BalanceResolver } from './balance.resolver.js'
import { ContractsResolver } from './contracts.resolver.js'
import { ContributionsResolver } from './contributions.resolver.js'
import { CurveCostResolver } from './curve-cost.resolver.js'
import { EnergyCostResolver } from './energy-cost.resolver.js'
import {
  BaseLoadCostResolver,
  ComparisonCostResolver,
  ProjectionCostResolver,
} from './figures-cost.resolver.js'
import { InvoiceResolver } from './invoice.resolver.js'
import { OffersResolver } from './offers.resolver.js'
import { RankingResolver } from './ranking.resolver.js'
import { RatesResolver } from './rates.resolver.js'
import { TempoCountCostResolver, TempoSeasonCostResolver } from './tempo-cost.resolver.js'
import { EcowattLoadResolver, PowerAdviceResolver } from './usage.resolver.js'

/** Every resolver of this floor: fields that it adds to the types below, and its own queries. */
export const tariffsResolvers: Type[] = [
  BalanceResolver,
  BaseLoadCostResolver,
  ComparisonCostResolver,
  ContractsResolver,
  ContributionsResolver,
  CurveCostResolver,
  EcowattLoadResolver,
  EnergyCostResolver,
  InvoiceResolver,
  OffersResolver,
  PowerAdviceResolver,
  ProjectionCostResolver,
  RankingResolver,
  RatesResolver,
  TempoCountCostResolver,
  TempoSeasonCostResolver,
]
