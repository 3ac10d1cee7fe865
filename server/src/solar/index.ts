export { SolarModule } from './solar.module.js'
export { SolarResolver } from './solar.resolver.js'
export { SolarService } from './solar.service.js'
