export { ExportRun } from './export-run.entity.js'
export { ExportTarget } from './export-target.entity.js'
export * from './export-source.js'
export * from './exporter.js'
