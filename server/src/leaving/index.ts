export { LeavingModule } from './leaving.module.js'
export { LeavingResolver } from './leaving.resolver.js'
