import { join } from 'node:path'

import type { Env } from './core/index.js'
import { parseEnv } from './core/index.js'

import type { DemoGateway } from './demo-gateway.js'

/**
 * The environment of the demo household: the defaults, and of the real one only where to listen and how to run. So nothing
 * invented ever leaves for a real destination, and no real credential reaches the invented gateway.
 */
export function demoEnv(real: Env, gateway: Pick<DemoGateway, 'url' | 'clientId' | 'clientSecret'>): Env {
  return parseEnv({}).with({
    PORT: real.PORT,
    HOST: real.HOST,
    ALLOWED_HOSTS: real.ALLOWED_HOSTS,
    CLIENT_DIR: real.CLIENT_DIR,
    SECRET_KEY: real.SECRET_KEY,
    LOG_LEVEL: real.LOG_LEVEL,
    READ_BUDGET_MS: real.READ_BUDGET_MS,
    SYNC_JITTER_MAX_MS: real.SYNC_JITTER_MAX_MS,
    CLOCK_START: real.CLOCK_START,
    DATA_DIR: join(real.DATA_DIR, 'demo'),
    MED_API_URL: gateway.url,
    MED_CLIENT_ID: gateway.clientId,
    MED_CLIENT_SECRET: gateway.clientSecret,
    DEMO: true,
  })
}
