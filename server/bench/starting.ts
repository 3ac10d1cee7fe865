import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { startSimulator } from '../simulator/index.js'
import { temporaryFolder } from './house.js'
import type { Figure } from './measure.js'
import { median, plain } from './measure.js'
import { startProduct } from './product-process.js'

const TIMES = 3

/** From spawn to ready, with an empty data folder and with the one it leaves, against a gateway that lists no meter. */
export async function starting(): Promise<Figure[]> {
  const simulator = await startSimulator({ households: [] })
  const cold: number[] = []
  const warm: number[] = []
  for (let turn = 0; turn < TIMES; turn++) {
    const folder = temporaryFolder()
    const env = {
      DATA_DIR: join(folder, 'data'),
      MED_API_URL: simulator.url,
      MED_CLIENT_SECRET: simulator.secret,
    }
    for (const seconds of [cold, warm]) {
      const product = await startProduct(env)
      seconds.push(product.secondsToReady)
      await product.stop()
    }
    rmSync(folder, { recursive: true, force: true })
  }
  await simulator.stop()
  return [
    plain('cold start, empty data folder: spawn to ready', median(cold), 's'),
    plain('warm start: spawn to ready', median(warm), 's'),
  ]
}
