export { DownloadsModule } from './downloads.module.js'
export { DownloadsResolver } from './downloads.resolver.js'
export { DownloadsService } from './downloads.service.js'
