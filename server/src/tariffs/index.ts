export { ContractPeriod } from './contract-period.entity.js'
export { MarketService } from './market.service.js'
export { Offer } from './offer.entity.js'
export { TariffsModule } from './tariffs.module.js'
