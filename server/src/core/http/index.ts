export { configureHttp } from './configure-http.js'
export { HttpModule } from './http.module.js'
export { Metrics, MetricsModule } from './metrics.js'
