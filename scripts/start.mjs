// Builds what is not built yet, then runs the product; with --demo, on an invented gateway and data of its own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { finish, NX, root, runMain, startDemoGateway } from './processes.mjs'

const main = join(root, 'server', 'dist', 'src', 'main.js')
if (existsSync(NX)) {
  if (!existsSync(main)) console.log('Building Linky Local, which takes a minute the first time…')
  await finish([NX, 'run-many', '-t', 'build', '--output-style=stream'])
}
const demo = process.argv.includes('--demo') ? await startDemoGateway() : {}
if (demo.MED_API_URL) console.log(`Demonstration: invented meters, served by ${demo.MED_API_URL}.`)
runMain(['--enable-source-maps', main], { env: { NODE_ENV: 'production', ...process.env, ...demo } })
