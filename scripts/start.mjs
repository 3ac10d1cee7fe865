// Builds what is not built yet, then runs the product; with --demo, on the demo household.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { demo, finish, NX, root, runMain } from './processes.mjs'

const main = join(root, 'server', 'dist', 'src', 'main.js')
if (existsSync(NX)) {
  if (!existsSync(main)) console.log('Building Linky Local, which takes a minute the first time…')
  await finish([NX, 'run-many', '-t', 'build', '--output-style=stream'])
}
runMain(['--enable-source-maps', main], { env: { NODE_ENV: 'production', ...process.env, ...demo } })
