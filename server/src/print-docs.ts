import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { configurationPage } from './core/index.js'

const page = join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md')
mkdirSync(dirname(page), { recursive: true })
writeFileSync(page, configurationPage())
