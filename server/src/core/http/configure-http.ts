import type { NestExpressApplication } from '@nestjs/platform-express'
import type { RequestHandler } from 'express'

import type { Env } from '../config/env.js'
import { serveClient } from './client-files.js'
import { bodyErrors, doorkeeper, guardUpgrades, jsonOnly } from './guards.js'
import { securityHeaders } from './headers.js'
import { Metrics } from './metrics.js'
import { servePlayground } from './playground.js'

const MAX_JSON_BYTES = 64 * 1024
const ROUTES = ['graphql', 'api', 'health', 'metrics', 'playground', 'assets']

/** The first segment of the path when it is one of ours: a label must not grow with what strangers ask. */
function measure({ httpSeconds }: Metrics): RequestHandler {
  return (request, response, next) => {
    const stop = httpSeconds.startTimer()
    const [, segment = ''] = request.path.split('/')
    response.once('finish', () => {
      stop({
        method: request.method,
        route: ROUTES.includes(segment) ? `/${segment}` : '/',
        status: response.statusCode,
      })
    })
    next()
  }
}

/**
 * Everything that stands before the routes, in order: headers, Host and Origin, body, playground, client.
 * Call it once, between `NestFactory.create(…, { bodyParser: false })` and `listen` or `init`.
 */
export function configureHttp(
  app: NestExpressApplication,
  env: Pick<Env, 'ALLOWED_HOSTS' | 'CLIENT_DIR'>,
): void {
  app.disable('x-powered-by')
  app.use(measure(app.get(Metrics, { strict: false })))
  app.use(securityHeaders())
  app.use(doorkeeper(env.ALLOWED_HOSTS))
  guardUpgrades(app.getHttpServer(), env.ALLOWED_HOSTS)
  app.use('/graphql', jsonOnly)
  app.useBodyParser('json', { limit: MAX_JSON_BYTES })
  app.use(bodyErrors)
  servePlayground(app)
  serveClient(app, env.CLIENT_DIR)
}
