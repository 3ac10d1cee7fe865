import helmet from 'helmet'
import type { RequestHandler } from 'express'

// Plain HTTP is the rule at home: nothing here may send a browser to HTTPS, or the page breaks on a LAN address.
const common = {
  strictTransportSecurity: false,
  // The browser ignores both on plain HTTP and says so in its console.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const

const everywhere = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'self'"],
  upgradeInsecureRequests: null,
}

export function securityHeaders(): RequestHandler {
  return helmet({ ...common, contentSecurityPolicy: { useDefaults: false, directives: everywhere } })
}

/** Altair compiles query variables and scripts in a worker made from a blob, and embeds its font. */
export function playgroundHeaders(): RequestHandler {
  return helmet({
    ...common,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...everywhere,
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
      },
    },
  })
}
