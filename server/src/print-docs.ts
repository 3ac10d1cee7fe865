import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { configurationPage } from './core/index.js'
import { mqttPage } from './export/index.js'

const docs = join(import.meta.dirname, '..', '..', '..', 'docs')
const pages = {
  'configuration.md': configurationPage,
  'exporters/mqtt.md': mqttPage,
}

for (const [path, print] of Object.entries(pages)) {
  const page = join(docs, path)
  mkdirSync(dirname(page), { recursive: true })
  writeFileSync(page, print())
}
