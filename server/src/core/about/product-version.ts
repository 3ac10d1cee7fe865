import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serverFolder } from './server-folder.js'

const { version } = JSON.parse(readFileSync(join(serverFolder(), 'package.json'), 'utf8')) as {
  version: string
}

export const productVersion = version
