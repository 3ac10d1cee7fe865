import { Module } from '@nestjs/common'

import { EcowattModule } from '../ecowatt/index.js'
import { GatewayModule } from '../gateway/index.js'
import { ReadingsModule } from '../readings/index.js'
import { TempoModule } from '../tempo/index.js'
import { BalanceService } from './balance.service.js'
import { HomeBalances } from './home-balance.service.js'
import { ContributionsService } from './contributions.service.js'
import { DayTypesService } from './day-types.service.js'
import { MarketService } from './market.service.js'
import { MeanDaysService } from './mean-days.service.js'
import { NearestPrices } from './nearest-prices.service.js'
import { OffersService } from './offers.service.js'
import { PriceChanges } from './price-changes.service.js'
import { PricingService } from './pricing.service.js'
import { ProposalsService } from './proposals.service.js'
import { RankingService } from './ranking.service.js'
import { RatesService } from './rates.service.js'
import { tariffsResolvers } from './resolvers.js'
import { SeriesCosts } from './series-costs.service.js'
import { TempoCostService } from './tempo-cost.service.js'
import { TimelineService } from './timeline.service.js'
import { UsageService } from './usage.service.js'

@Module({
  imports: [GatewayModule, ReadingsModule, TempoModule, EcowattModule],
  providers: [
    BalanceService,
    HomeBalances,
    ContributionsService,
    DayTypesService,
    MarketService,
    MeanDaysService,
    NearestPrices,
    OffersService,
    PriceChanges,
    PricingService,
    ProposalsService,
    RankingService,
    RatesService,
    SeriesCosts,
    TempoCostService,
    TimelineService,
    UsageService,
    ...tariffsResolvers,
  ],
  exports: [MarketService, NearestPrices, OffersService, PricingService, TimelineService],
})
export class TariffsModule {}
