export { ExportRun } from './export-run.entity.js'
export { ExportTarget } from './export-target.entity.js'
