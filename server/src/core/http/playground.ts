import type { NestExpressApplication } from '@nestjs/platform-express'
import {
  getDistDirectory,
  isSandboxFrame,
  renderAltair,
  renderInitSnippet,
  SANDBOX_FRAME_CSP,
} from 'altair-static'
import type { RequestHandler, Response } from 'express'

import { playgroundHeaders } from './headers.js'
import { examples } from './playground-examples.js'

const PATH = '/playground'
const HTTP_ADDRESS = 'http-address'
const WEBSOCKET_ADDRESS = 'websocket-address'
const endpoint = {
  endpointURL: HTTP_ADDRESS,
  subscriptionsEndpoint: WEBSOCKET_ADDRESS,
  initialSubscriptionRequestHandlerId: 'graphql-ws',
} as const
const options = {
  ...endpoint,
  baseURL: `${PATH}/`,
  initialWindows: examples.map(({ name, query }) => ({
    ...endpoint,
    initialName: name,
    initialQuery: query,
  })),
  // Nothing that talks to its makers: no promotion, no account, no look for updates.
  disableAccount: true,
  persistedSettings: { 'banners.disable': true, 'alert.disableUpdateNotification': true },
  instanceStorageNamespace: 'linky_local_',
  // As a file of its own, it needs no inline script in the CSP.
  serveInitialOptionsInSeperateRequest: 'options.js',
} as const satisfies Parameters<typeof renderAltair>[0]

/** Altair takes absolute addresses only, and the browser alone knows the one it came by: the script works them out. */
function initScript(): string {
  return renderInitSnippet(options)
    .replaceAll(`\`${HTTP_ADDRESS}\``, "new URL('/graphql', location.href).href")
    .replaceAll(`\`${WEBSOCKET_ADDRESS}\``, "new URL('/graphql', location.href).href.replace('http', 'ws')")
}

/** Altair, whole, from our own origin: it works without internet. */
export function servePlayground(app: NestExpressApplication): void {
  const page = renderAltair(options)
  const script = initScript()
  const pages: RequestHandler = (request, response, next) => {
    if (request.path === '/') response.type('html').send(page)
    else if (request.path === '/options.js') response.type('js').send(script)
    else next()
  }
  app.use(PATH, playgroundHeaders(), pages)
  app.useStaticAssets(getDistDirectory(), {
    prefix: PATH,
    index: false,
    setHeaders: (response: Response, path) => {
      // Scripts that a user writes in Altair run in a frame that is nobody's origin.
      if (isSandboxFrame(path)) response.setHeader('content-security-policy', SANDBOX_FRAME_CSP)
    },
  })
}
